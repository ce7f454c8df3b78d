# The scripts of docs/scaling.md, run as they are printed, with shards of three rows instead of a thousand.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $page = Get-Content (Join-Path $Root 'docs/scaling.md') -Raw
    $blocks = [regex]::Matches($page, '(?s)```powershell\n(.*?)\n```') | ForEach-Object { $_.Groups[1].Value }

    # The one block that has these words.
    function Get-Block([string] $Words) {
        $found = @($blocks | Where-Object { $_.Contains($Words) })
        $found.Count | Should -Be 1
        $found[0] -replace '\b1000\b', '3'
    }
    function Invoke-Block([string] $Words) { & ([scriptblock]::Create((Get-Block $Words))) }

    $modules = $env:PSModulePath
    $env:PSModulePath = "$(Split-Path $ModulePath)$([IO.Path]::PathSeparator)$modules"
    $env:INFERENCE_API_KEY = $Emulator.apiKey
    $env:INFERENCESH_BASE_URI = $Emulator.baseUri

    $folder = New-Item (Join-Path $TestDrive 'work') -ItemType Directory
    Push-Location $folder
    1..7 | ForEach-Object { [pscustomobject]@{ Prompt = "fox number $_"; AspectRatio = '1:1' } } |
        Export-Csv requests.csv
    Invoke-Block 'Import-Csv requests.csv'
    Set-Content Start-Shard.ps1 (Get-Block '# Start-Shard.ps1')
}
AfterAll {
    Pop-Location
    $env:PSModulePath = $modules
    Remove-Item env:INFERENCE_API_KEY, env:INFERENCESH_BASE_URI
}

Describe 'The scripts of the page' {
    It 'parse without errors' {
        foreach ($block in $blocks) {
            $errors = $null
            $null = [Management.Automation.Language.Parser]::ParseInput($block, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
        }
    }

    It 'split the rows into shards and lose none' {
        (Get-ChildItem shards).Name | Should -Be '00000.csv', '00001.csv', '00002.csv'
        (Import-Csv (Get-ChildItem shards/*.csv)).Prompt | Should -Be (1..7 | ForEach-Object { "fox number $_" })
    }

    It 'process the shards in jobs, one journal for each, and resume' {
        $made = Invoke-Block 'Start-ThreadJob'
        @($made).Count | Should -Be 7
        (Get-ChildItem out -Recurse -Filter *.png).Count | Should -Be 7
        (Get-ChildItem out -Recurse -Filter reve-journal.jsonl -Force).Count | Should -Be 3
        Get-ChildItem out -Recurse -Filter errors.txt | Get-Content | Should -BeNullOrEmpty

        $file = Get-ChildItem out -Recurse -Filter *.png | Select-Object -First 1
        $written = $file.LastWriteTimeUtc
        @(./Start-Shard.ps1).Count | Should -Be 7
        (Get-ChildItem out -Recurse -Filter *.png).Count | Should -Be 7
        (Get-Item $file).LastWriteTimeUtc | Should -Be $written
    }

    It 'record the errors of the last run only, and none after a good run' {
        Remove-Item out -Recurse -Force -ErrorAction Ignore
        $null = New-Item out/00000 -ItemType Directory -Force
        Set-Content out/00000/errors.txt stale
        $null = ./Start-Shard.ps1 -ErrorAction Stop
        Get-ChildItem out -Recurse -Filter errors.txt | Should -HaveCount 3
        Get-ChildItem out -Recurse -Filter errors.txt | Get-Content | Should -BeNullOrEmpty
    }

    It 'process a part of the shards on each machine' {
        Remove-Item out -Recurse -Force -ErrorAction Ignore
        (./Start-Shard.ps1 1 2).Shard | Select-Object -Unique | Should -Be '00001'
        (./Start-Shard.ps1 0 2).Shard | Select-Object -Unique | Should -Be '00000', '00002'
    }

    It 'submit tasks, take webhooks twice, and receive the rest by id' {
        Invoke-Block '-WebhookUri'
        $ids = (Import-Csv (Get-ChildItem tasks/*.csv)).Id
        $ids.Count | Should -Be 7
        $null = $ids | Wait-ReveTask

        Set-Content run.ps1 (Get-Block '# run.ps1')
        $body = @{ RawBody = "{`"id`":`"$($ids[0])`",`"status`":10,`"output`":{`"image`":`"http://evil.example/x`"}}" }
        1..2 | ForEach-Object { $null = ./run.ps1 $body }
        (Get-ChildItem images).BaseName | Should -Be $ids[0]

        @(Invoke-Block '$missing =').Count | Should -Be 6
        (Get-ChildItem images).BaseName | Sort-Object | Should -Be ($ids | Sort-Object)
        @(Get-EmulatorRequest POST | Where-Object path -EQ '/apps/run').Count | Should -Be 7
    }
}

Describe 'The figures of the page' {
    BeforeAll { . (Join-Path $Root 'docs/build/Figures.ps1') }

    It 'are those that the build computes from the prices of the library' {
        $page | Should -BeExactly (Get-PageWithFigure (Join-Path $Root 'docs/scaling.md'))
    }

    It 'have a readable unit: <Seconds> seconds are <Text>' -ForEach @(
        @{ Seconds = 30; Text = '30 seconds' }, @{ Seconds = 600; Text = '10 minutes' }
        @{ Seconds = 6000; Text = '1.7 hours' }, @{ Seconds = 600000; Text = '6.9 days' }
        @{ Seconds = 6e7; Text = '694 days' }
    ) { Format-Duration $Seconds | Should -Be $Text }
}
