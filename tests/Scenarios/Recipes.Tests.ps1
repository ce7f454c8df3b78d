# The commands of README.md and the recipes of docs/recipes.md, run as printed on the emulator and the Sandbox.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $page = Get-Content (Join-Path $Root 'docs/recipes.md') -Raw
    $sections = @{}
    foreach ($section in $page -split '(?m)^## ' | Select-Object -Skip 1) {
        $sections[($section -split "`n")[0]] = @(
            [regex]::Matches($section, '(?s)```powershell\n(.*?)\n```') | ForEach-Object { $_.Groups[1].Value })
    }

    function Get-Recipe([string] $Title, [int] $Index = 0) {
        $sections[$Title].Count | Should -BeGreaterThan $Index
        $sections[$Title][$Index]
    }
    function Invoke-Recipe([string] $Title, [int] $Index = 0) {
        & ([scriptblock]::Create((Get-Recipe $Title $Index)))
    }
    # Small inputs: images of the Sandbox, one for each name.
    function Add-Image([string] $Folder, [string[]] $Name) {
        $null = New-Item $Folder -ItemType Directory
        $Name | ForEach-Object { [pscustomobject]@{ Prompt = "$Folder $_"; OutFile = "$Folder/$_.png" } } |
            New-ReveImage -Provider Sandbox | Out-Null
    }

    $env:AIMLAPI_API_KEY = $env:INFERENCE_API_KEY = $Emulator.apiKey
    $env:AIMLAPI_BASE_URI = $env:INFERENCESH_BASE_URI = $Emulator.baseUri
    Push-Location (New-Item (Join-Path $TestDrive 'work') -ItemType Directory)
}
AfterAll {
    Pop-Location
    Disconnect-Reve
    Remove-Item env:AIMLAPI_API_KEY, env:INFERENCE_API_KEY, env:AIMLAPI_BASE_URI, env:INFERENCESH_BASE_URI
}

Describe 'The recipe' {
    BeforeEach { Reset-Emulator }

    It 'creates the images of a catalog and lists them' {
        Set-Content products.csv 'Sku,Name,Color', 'A1,teapot,blue', 'A2,cup,green'
        Invoke-Recipe 'A product catalog from a CSV file'
        (Get-ChildItem catalog).Name | Should -Be 'A1.png', 'A2.png'
        (Import-Csv catalog.csv).Prompt | Should -Match 'blue teapot|green cup'
        Get-Content catalog-errors.txt | Should -BeNullOrEmpty
    }

    It 'edits a folder, and repeats the command after an error without paying twice' {
        Add-Image photos 'one', 'two', 'three'
        # The first response is final and not charged.
        Add-Misbehaviour @{ Path = '/v1/images'; Status = 400 }
        Mock Start-Sleep { }
        Invoke-Recipe 'A folder of photos overnight' | Out-Null
        @(Get-ChildItem edited -Filter *.png).Count | Should -Be 3
        @(Get-EmulatorBill).Count | Should -Be 3
        Should -Invoke Start-Sleep -Times 1 -Exactly
    }

    It 'combines images in pairs' {
        Add-Image people 'anna', 'ben'
        Add-Image places 'anna', 'ben'
        $pairs = Invoke-Recipe 'Images combined in pairs'
        @($pairs).Count | Should -Be 2
        @(Get-EmulatorBill).Count | Should -Be 2
    }

    It 'creates variations within the cost limit' {
        $output = Invoke-Recipe 'Variations with a cost limit'
        $output[-1] | Should -Be 3
        @(Get-EmulatorBill).Count | Should -Be 3
    }

    It 'receives webhooks, each image once' {
        Set-Content prompts.txt 'a paper fox', 'a glass whale'
        Invoke-Recipe 'A function for webhooks'
        $ids = (Import-Csv tasks.csv).Id
        $null = $ids | Wait-ReveTask
        Set-Content run.ps1 (Get-Recipe 'A function for webhooks' 1)
        function Push-OutputBinding($Name, $Value) { "$Name $($Value.StatusCode)" }
        foreach ($id in $ids[0], $ids[0], $ids[1]) {
            ./run.ps1 @{ RawBody = "{`"id`":`"$id`",`"status`":10}" } | Should -Be 'Response 200'
        }
        (Get-ChildItem images).BaseName | Sort-Object | Should -Be ($ids | Sort-Object)
    }

    It 'runs a scheduled job with a key from a vault, which pays once' {
        'Prompt,AspectRatio', 'a paper fox,1:1', 'a glass whale,16:9' | Set-Content requests.csv
        $script = "function Get-Secret { ConvertTo-SecureString '$($Emulator.apiKey)' -AsPlainText -Force }`n" +
            "`$env:AIMLAPI_API_KEY = ''; Import-Module '$ModulePath'; & ./nightly.ps1; exit `$LASTEXITCODE"
        Set-Content nightly.ps1 (Get-Recipe 'A scheduled job with a key from a vault')
        1..2 | ForEach-Object { Invoke-ChildPowerShell '-Command', $script | Should -BeNullOrEmpty }
        Get-Content nightly.log | Should -HaveCount 2
        (Get-Content nightly.log)[0] | Should -Match '2 images, 0 errors$'
        @(Get-EmulatorBill).Count | Should -Be 2
    }

    It 'accepts good prompts and reports bad ones, without a request' {
        Set-Content Test-Prompts.ps1 (Get-Recipe 'A check of prompts in pull requests')
        Set-Content prompts.csv 'Prompt,AspectRatio', 'a paper fox,1:1'
        ./Test-Prompts.ps1 | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
        Get-ChildItem preview -Filter *.png | Should -HaveCount 1

        Set-Content prompts.csv 'Prompt,AspectRatio', 'a paper fox,7:7'
        ./Test-Prompts.ps1 | Should -Match '^::error file=prompts.csv::.*7:7'
        $LASTEXITCODE | Should -Be 1
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'sends a contact sheet, with an image for each prompt' {
        $null = 'a <paper> fox', 'a glass whale' | New-ReveImage -Provider Sandbox -OutDirectory sheet
        Set-Content Send-ContactSheet.ps1 (Get-Recipe 'A contact sheet by mail')
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $server = Start-ThreadJob -ArgumentList $listener {
            param($listener)
            $client = $listener.AcceptTcpClient()
            $reader = [IO.StreamReader]::new($client.GetStream())
            $writer = [IO.StreamWriter]::new($client.GetStream())
            $writer.NewLine = "`r`n"
            $writer.AutoFlush = $true
            $writer.WriteLine('220 ready')
            while ($null -ne ($line = $reader.ReadLine()) -and $line -ne 'QUIT') {
                if ($line -ne 'DATA') { $writer.WriteLine('250 ok'); continue }
                $writer.WriteLine('354 go on')
                while (($line = $reader.ReadLine()) -ne '.') { $line }
                $writer.WriteLine('250 ok')
            }
            $client.Dispose()
        }
        try {
            ./Send-ContactSheet.ps1 sheet 127.0.0.1 $listener.LocalEndpoint.Port
            $text = ($server | Receive-Job -Wait) -join "`n"
        }
        finally { $listener.Stop(); $server | Remove-Job -Force }
        [regex]::Matches($text, '(?m)^Content-Type: image/png').Count | Should -Be 2
        $body = [regex]::Match($text, '(?s)Content-Type: text/html.*?\n\n(.*?)\n--').Groups[1].Value
        $html = $body -replace "=\n" -replace '=3D', '='
        [regex]::Matches($html, 'cid:').Count | Should -Be 2
        $html | Should -Match 'a &lt;paper&gt; fox'
    }
}

Describe 'README.md' {
    BeforeAll {
        $readme = Get-Content (Join-Path $Root 'README.md') -Raw
        function Invoke-Section([string] $Title) {
            $section = [regex]::Match($readme, "(?s)\n## $Title\n(.*?)(?=\n## )").Groups[1].Value
            $block = [regex]::Match($section, '(?s)```powershell\n(.*?)\n```').Groups[1].Value
            $block | Should -Not -BeNullOrEmpty
            & ([scriptblock]::Create($block))
        }
        $null = New-Item readme -ItemType Directory
        Push-Location readme
        $env:REVE_PROVIDER = 'Sandbox'
        Set-Content prompts.txt 'a paper fox', 'a glass whale'
        Set-Content requests.csv 'Prompt,AspectRatio,OutFile', 'a tin bird,1:1,bird.png'
        Add-Image photos 'one', 'two'
        Add-Image refs 'fox', 'sky'
    }
    AfterAll {
        Pop-Location
        Remove-Item env:REVE_PROVIDER
    }

    It 'has at most 900 words besides the table of providers' {
        $text = $readme -replace '(?s)<!-- The table of providers -->.*<!-- End of the table of providers -->'
        @($text -split '\s+' | Where-Object { $_ }).Count | Should -BeLessOrEqual 900
    }

    It 'has five pipelines that run as printed' {
        Invoke-Section 'Five pipelines' | Out-String | Should -Match 'both.png'
        @(Get-ChildItem out -Filter *.png).Count | Should -Be 2
        @(Get-ChildItem night -Filter *.png).Count | Should -Be 2
        'bird.png', 'both.png' | Should -Exist
    }

    It 'has commands for costs that run as printed' {
        $output = @(Invoke-Section 'Costs and safety' 3>&1)
        ($output | Where-Object { $_ -is [Reve.ReveUsageSummary] }).Images | Should -BeGreaterThan 0
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}

Describe 'The blocks of the page' {
    It 'are all run by a test' { ($sections.Values | ForEach-Object { $_ }).Count | Should -Be 9 }
}
