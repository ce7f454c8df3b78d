BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $script:Task = @{ Provider = $TaskProvider; BaseUri = $Emulator.baseUri; ApiKey = $Emulator.apiKey }
}

Describe 'New-ReveImage' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'refuses <Why> before anything is sent' -ForEach @(
        @{ Why = '-NoWait with -OutFile'; With = @{ NoWait = $true; OutFile = 'a.png' } }
        @{ Why = '-NoWait with -OutDirectory'; With = @{ NoWait = $true; OutDirectory = 'o' } }
        @{ Why = '-NoWait with -Sidecar'; With = @{ NoWait = $true; Sidecar = $true } }
        @{ Why = '-OutFile with -OutDirectory'; With = @{ OutFile = 'a.png'; OutDirectory = 'o' } }
        @{ Why = '-SkipDownload with -OutFile'; With = @{ SkipDownload = $true; OutFile = 'a.png' } }
        @{ Why = '-Resume without -OutDirectory'; With = @{ Resume = $true } }
        @{ Why = '-NameTemplate without -OutDirectory'; With = @{ NameTemplate = '{slug}' } }
    ) {
        $run = Invoke-Captured { 'a', 'b' | New-ReveImage @Task @With }

        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-EmulatorRequest | Should -BeNullOrEmpty
        Get-ChildItem | Should -BeNullOrEmpty
    }

    It 'gives one error for an invalid <Name> on the command line' -ForEach @(
        @{ Name = 'AspectRatio'; Id = 'AspectRatioUnknown'; With = @{ AspectRatio = '21:9' } }
        @{ Name = 'Upscale'; Id = 'OptionOutOfRange'; With = @{ Upscale = 9 } }
        @{ Name = 'AdditionalBody'; Id = 'AdditionalBodyInvalid'; With = @{ AdditionalBody = @{ prompt = 'x' } } }
        @{ Name = 'value of AdditionalBody'; Id = 'AdditionalBodyInvalid'
            With = @{ AdditionalBody = @{ seed = [double]::NaN } } }
        @{ Name = 'AdditionalBody that contains itself'; Id = 'AdditionalBodyInvalid'
            With = & { $own = @{}; $own.own = $own; @{ AdditionalBody = $own } } }
    ) {
        $run = Invoke-Captured { 1..300 | ForEach-Object { "prompt $_" } | New-ReveImage @Task @With }

        Get-ErrorId $run.Errors | Should -Be $Id
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'gives an error for each record that sets an invalid option' {
        $run = Invoke-Captured {
            '21:9', '1:1', '9:21' | ForEach-Object { [pscustomobject]@{ Prompt = 'a'; AspectRatio = $_ } } |
                New-ReveImage -Provider Sandbox
        }

        $run.Output | Should -HaveCount 1
        Get-ErrorId $run.Errors | Should -Be 'AspectRatioUnknown', 'AspectRatioUnknown'
    }

    It 'names the parameter of a value that is out of range' {
        $run = Invoke-Captured { New-ReveImage 'a' @Task -Upscale 9 }

        "$($run.Errors[0])" | Should -BeExactly "-Upscale of $TaskProvider must be from 2 to 4, but is 9."
    }

    It 'has no time limit with -TimeoutSec 0' {
        Set-Emulator @{ latencyMs = 300 }

        (New-ReveImage 'a' @OnEmulator -TimeoutSec 0).Prompt | Should -Be 'a'
    }
}
