BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    function Get-Body { Get-EmulatorRequest POST | ForEach-Object { $_.body | ConvertFrom-Json } }

    function Get-Base64([string] $Path) {
        [Convert]::ToBase64String([IO.File]::ReadAllBytes((Convert-Path -LiteralPath $Path)))
    }

    # Five real images, each with bytes of its own. Each test finds them in its folder, as p0.png to p4.png.
    $files = @(0..4 | ForEach-Object { "image $_" } | New-ReveImage -Provider Sandbox -AspectRatio 1:1 |
        ForEach-Object { , $_.Bytes })
}

Describe 'Join-ReveImage' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        $number = 0
        foreach ($file in $files) { [IO.File]::WriteAllBytes("$PWD/p$number.png", $file); $number++ }
    }
    AfterEach { Pop-Location }

    It 'gathers the pipeline into one remix, in its order' {
        $image = Get-ChildItem p[0-2].png |
            Join-ReveImage '<img>2</img> under <img>0</img> by <img>1</img>' @OnEmulator
        $image.Operation | Should -Be Remix
        $image.Sources | Split-Path -Leaf | Should -Be p0.png, p1.png, p2.png
        Get-EmulatorInput | Should -Be (Get-Base64 p0.png), (Get-Base64 p1.png), (Get-Base64 p2.png)
        (Get-Body).prompt | Should -Be '<img>2</img> under <img>0</img> by <img>1</img>'
    }

    It 'sends addresses and a ratio as documented' {
        $null = 'https://example.com/a.png', 'https://example.com/b.png' |
            Join-ReveImage 'both' @OnEmulator -AspectRatio 1:1 -SkipDownload
        (Get-EmulatorRequest POST).body | Should -Be ('{"model":"reve/remix-edit-image","prompt":"both",' +
            '"aspect_ratio":"1:1","image_urls":["https://example.com/a.png","https://example.com/b.png"]}')
    }

    It 'remixes each group' {
        $images = Get-ChildItem *.png | Join-ReveImage 'both' @OnEmulator -GroupSize 2 -AllowPartialGroup
        $images.Count | Should -Be 3
        $images.ForEach{ $_.Sources.Count } | Should -Be 2, 2, 1
    }

    It 'remixes each CSV row with its own prompt' {
        [pscustomobject]@{ Prompt = 'one'; Path = 'p0.png;p1.png' },
        [pscustomobject]@{ Prompt = 'two'; Path = 'p2.png; p3.png' } |
            Export-Csv rows.csv
        $images = Import-Csv rows.csv | Join-ReveImage @OnEmulator
        $images.Prompt | Should -Be 'one', 'two'
        $images[1].Sources | Split-Path -Leaf | Should -Be p2.png, p3.png
    }

    It 'rejects more images than the provider accepts, with the count and the limit' {
        $run = Invoke-Captured { Get-ChildItem *.png | Join-ReveImage 'all' @OnEmulator }
        Get-ErrorId $run.Errors | Should -Be 'TooManyInputs'
        $run.Errors[0].ErrorDetails.Message | Should -Match '5 images.* 4 '
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'does not send a remix with a missing image' {
        $run = Invoke-Captured { 'p0.png', 'nowhere.png', 'p1.png' | Join-ReveImage 'all' @OnEmulator }
        Get-ErrorId $run.Errors | Should -Be 'InputNotFound', 'InputMissing'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'rejects a tag without its image' {
        $run = Invoke-Captured {
            'p0.png', 'p1.png', 'p2.png' | Join-ReveImage '<img>0</img> and <img>3</img>' @OnEmulator
        }
        Get-ErrorId $run.Errors | Should -Be 'TagOutOfRange'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'warns about an image that no tag mentions' {
        $null = 'p0.png', 'p1.png' |
            Join-ReveImage 'only <img>1</img>' @OnEmulator -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
        "$warned" | Should -Match '<img>0</img>.*p0.png'
    }

    It 'remixes offline with the Sandbox' {
        (Get-ChildItem p[0-1].png | Join-ReveImage 'x' -Provider Sandbox -AspectRatio 1:1).Sources.Count | Should -Be 2
    }
}
