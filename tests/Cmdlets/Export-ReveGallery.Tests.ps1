BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    # The cards of a page, as its script reads them.
    function Read-Card([string] $Page) {
        $null = (Get-Content $Page -Raw) -match '(?s)<script id="data" type="application/json">(.*?)</script>'
        ($Matches[1] | ConvertFrom-Json).cards
    }
}

Describe 'Export-ReveGallery' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'writes index.html into the folder, with a card for each image' {
        $images = 'a fox', 'an owl' | New-ReveImage -Provider Sandbox -OutDirectory out
        Export-ReveGallery out | Should -BeNullOrEmpty
        $cards = Read-Card out/index.html
        $cards.prompt | Sort-Object | Should -Be 'a fox', 'an owl'
        $cards.file | Sort-Object | Should -Be ($images.FullName | Split-Path -Leaf)
        $cards[0].width, $cards[0].height | Should -Be 1248, 832
        Get-Content out/index.html -Raw | Should -Match '<title>out</title>'
    }

    It 'has a card for a rejected call and for one with an unknown outcome' {
        Add-Misbehaviour @{ Path = '/v1/images'; Status = 400 }
        Add-Misbehaviour @{ Path = '/v1/images'; Fault = 'ResetAfterBody' }
        $null = Invoke-Captured { 'refused', 'lost' | New-ReveImage @OnEmulator -OutDirectory out -ThrottleLimit 1 }
        Export-ReveGallery out
        $cards = Read-Card out/index.html | Sort-Object prompt
        $cards.prompt | Should -Be lost, refused
        $cards.outcome | Should -Be Unknown, Rejected
        $cards.billing | Should -Be Unknown, NotCharged
    }

    It 'takes several folders, names, wildcards and items, with the page in the current folder' {
        'one', 'two' | ForEach-Object { $null = New-ReveImage $_ -Provider Sandbox -OutDirectory "out $_" }
        foreach ($script in @(
                { Export-ReveGallery 'out one', 'out two' }, { Export-ReveGallery out* }
                { Get-Item out* | Export-ReveGallery }, { 'out one', 'out two' | Export-ReveGallery }
                { Export-ReveGallery -LiteralPath 'out one', 'out two' -Title Both })) {
            & $script
            (Read-Card index.html).file | Sort-Object | Should -Be 'out%20one/0000-one.png', 'out%20two/0000-two.png'
            Remove-Item index.html
        }
        Export-ReveGallery -Recurse -Destination pages/all.html -PassThru | Should -BeOfType IO.FileInfo
        (Read-Card pages/all.html).file | Sort-Object |
            Should -Be '../out%20one/0000-one.png', '../out%20two/0000-two.png'
    }

    It 'replaces its own page, and another file only with -Force' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutDirectory out
        Export-ReveGallery out
        Export-ReveGallery out
        Set-Content out/index.html 'my own page'
        Get-ErrorId (Invoke-Captured { Export-ReveGallery out }).Errors | Should -Be OutputExists
        Get-Content out/index.html | Should -Be 'my own page'
        Export-ReveGallery out -Force
        (Read-Card out/index.html).prompt | Should -Be 'a fox'
    }

    It 'writes nothing with -WhatIf' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutDirectory out
        Export-ReveGallery out -WhatIf
        Test-Path out/index.html | Should -BeFalse
    }

    It 'reports a folder that does not exist, and one without images' {
        $null = New-Item empty -ItemType Directory
        Get-ErrorId (Invoke-Captured { Export-ReveGallery nowhere }).Errors | Should -Be InputNotFound
        Get-ErrorId (Invoke-Captured { Export-ReveGallery empty }).Errors | Should -Be InputMissing
    }

    It 'has a command that PowerShell reads as the same request, also for a hostile prompt' {
        $prompts = 'a "fox" & ''owl''', "it$([char]0x2019)s '; Remove-Item x; '", "line`nline `$(Get-Date) ``n",
        "bidi $([char]0x202E)gnp$([char]0x201D) `$x", '@{ } -Force # %'
        $null = $prompts | New-ReveImage @OnEmulator -AspectRatio 16:9 -OutDirectory out `
            -AdditionalBody @{ convert_base64_to_url = $false }
        Export-ReveGallery out
        $cards = Read-Card out/index.html
        $cards | Should -HaveCount 5
        function New-Stub($Prompt, $Provider, $Model, $AspectRatio, $AdditionalBody) { $PSBoundParameters }
        foreach ($card in $cards) {
            $card.command | Should -Not -Match '[\r\n]'
            $bound = & ([scriptblock]::Create(($card.command -replace '^New-ReveImage', 'New-Stub')))
            $bound.Prompt | Should -BeExactly $card.prompt
            $bound.Prompt | Should -BeIn $prompts
            $bound.Provider, $bound.Model, $bound.AspectRatio | Should -Be $DirectProvider, 'reve/create-image', '16:9'
            $bound.AdditionalBody.convert_base64_to_url | Should -BeFalse
        }
    }

    It 'has a command with the sources of an edit' {
        $image = New-ReveImage 'a fox' -Provider Sandbox -OutDirectory out
        $null = $image | Edit-ReveImage 'in snow' -Provider Sandbox -OutDirectory out
        Export-ReveGallery out
        $card = Read-Card out/index.html | Where-Object operation -EQ Edit
        $card.sources.name, $card.sources.file | Should -Be '0000-a-fox.png', '0000-a-fox.png'
        $card.command | Should -BeLike "Edit-ReveImage 'in snow' -LiteralPath '$($image.FullName)' -Provider 'Sandbox'*"
    }
}
