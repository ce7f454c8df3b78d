BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $script:Task = @{ Provider = $TaskProvider; BaseUri = $Emulator.baseUri; ApiKey = $Emulator.apiKey }
    function Get-Warning([scriptblock] $Script) {
        & $Script 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } | ForEach-Object Message
    }
}

Describe 'A pipeline record' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'sets the options of its image, and a blank value sets nothing' {
        Set-Content rows.csv @'
Prompt,AspectRatio,Version,TestTimeScaling,Upscale,RemoveBackground,OutFile
fox,16:9,latest,2,3,True,fox.png
owl,,,,,,
cat,1:1,,,,False,cat.png
'@
        $images = Import-Csv rows.csv | New-ReveImage @Task -OutDirectory out

        $images.Prompt | Should -Be 'fox', 'owl', 'cat'
        $images.AspectRatio | Should -Be '16:9', $null, '1:1'
        $images[0, 2].Name | Should -Be 'fox.png', 'cat.png'
        $inputs = @(Get-EmulatorRequest POST | Where-Object body -Match '"prompt"' | ForEach-Object {
                ($_.body | ConvertFrom-Json).input
            } | Sort-Object prompt)
        $inputs.prompt | Should -Be 'cat', 'fox', 'owl'
        $inputs[1].test_time_scaling, $inputs[1].upscale_factor, $inputs[1].remove_background | Should -Be 2, 3, $true
        foreach ($name in 'test_time_scaling', 'upscale_factor', 'remove_background', 'version') {
            $inputs[0, 2] | ForEach-Object { $_.PSObject.Properties.Name | Should -Not -Contain $name }
        }
    }

    It 'sets nothing that the command line specifies' {
        $images = [pscustomobject]@{ Prompt = 'a'; AspectRatio = '16:9' }, [pscustomobject]@{ Prompt = 'b' } |
            New-ReveImage -Provider Sandbox -AspectRatio 1:1

        $images.AspectRatio | Should -Be '1:1', '1:1'
    }

    It 'sets the options of an edit and of a join with its own prompt' {
        New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png
        $row = [pscustomobject]@{ Path = 'fox.png'; Prompt = 'night'; Model = 'sandbox/other' }

        ($row | Edit-ReveImage -Provider Sandbox).Model | Should -Be 'sandbox/other'
        ($row | Join-ReveImage -Provider Sandbox).Model | Should -Be 'sandbox/other'
        ($row | Join-ReveImage 'both' -Provider Sandbox).Model | Should -Be 'sandbox/remix'
    }

    It 'that is a result sets nothing' {
        $image = New-ReveImage 'a fox' -Provider Sandbox -AspectRatio 16:9 -Model sandbox/other

        $edited = $image | Edit-ReveImage 'night' -Provider Sandbox

        $edited.Model, $edited.AspectRatio | Should -Be 'sandbox/edit', $null
    }

    It 'for another provider is an error of its own' {
        $run = Invoke-Captured {
            [pscustomobject]@{ Prompt = 'a'; Provider = 'sandbox' },
            [pscustomobject]@{ Prompt = 'b'; Provider = $DirectProvider },
            [pscustomobject]@{ Prompt = 'c'; Provider = '' } | New-ReveImage -Provider Sandbox
        }

        $run.Output.Prompt | Should -Be 'a', 'c'
        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
        $run.Errors[0].Exception.Message | Should -Match "'$DirectProvider'.*Sandbox"
    }

    It 'with a value that is not valid for its parameter is an error of its own: <Property>' -ForEach @(
        @{ Property = 'Upscale'; Value = 'large' }
        @{ Property = 'TestTimeScaling'; Value = 'much' }
        @{ Property = 'RemoveBackground'; Value = 'perhaps' }
        @{ Property = 'AdditionalBody'; Value = 'seed=7' }
    ) {
        $run = Invoke-Captured {
            [pscustomobject]@{ Prompt = 'a'; $Property = $Value },
            [pscustomobject]@{ Prompt = 'b'; $Property = '' } | New-ReveImage -Provider Sandbox
        }

        $run.Output.Prompt | Should -Be 'b'
        Get-ErrorId $run.Errors | Should -Be 'OptionInvalid'
        "$($run.Errors)" | Should -Match "$Property .*'$Value'.*-$Property"
    }

    It 'with a value that is not valid is an error of an edit as well' {
        New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png

        $run = Invoke-Captured {
            [pscustomobject]@{ Path = 'fox.png'; Upscale = 'large' } | Edit-ReveImage 'night' -Provider Sandbox
        }

        $run.Output | Should -BeNullOrEmpty
        Get-ErrorId $run.Errors | Should -Be 'OptionInvalid'
    }

    It 'for another provider is an error of an edit as well' {
        New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png

        $run = Invoke-Captured {
            [pscustomobject]@{ Path = 'fox.png'; Provider = $DirectProvider } | Edit-ReveImage 'night' -Provider Sandbox
        }

        $run.Output | Should -BeNullOrEmpty
        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
    }

    It 'with a property that is named almost like a parameter gives one warning for the run' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_"; Aspect_Ratio = '1:1'; Outfile_ = 'x' } }

        $warnings = Get-Warning { $rows | New-ReveImage -Provider Sandbox }

        $warnings | Should -HaveCount 2
        $warnings[0] | Should -Match "'Aspect_Ratio'.*-AspectRatio"
        $warnings[1] | Should -Match "'Outfile_'.*-OutFile"
    }

    It 'with a parameter of the whole command gives one warning' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "p$_"; OutDirectory = 'x' } }

        Get-Warning { $rows | New-ReveImage -Provider Sandbox } | Should -Match '-OutDirectory on the command line'
        Test-Path x | Should -BeFalse
    }

    It 'with other properties gives no warning' {
        $image = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png
        $image | Export-Csv results.csv

        Get-Warning { Import-Csv results.csv | New-ReveImage -Provider Sandbox -Model sandbox/create -Force } |
            Should -BeNullOrEmpty
        Get-Warning { Get-Item fox.png | Edit-ReveImage 'night' -Provider Sandbox } | Should -BeNullOrEmpty
    }

    It 'names a file below -OutDirectory, which a run that resumes does not pay for again' {
        $rows = [pscustomobject]@{ Prompt = 'fox'; OutFile = 'sub/fox.png' }, [pscustomobject]@{ Prompt = 'owl' }
        $first = $rows | New-ReveImage @OnEmulator -OutDirectory out

        $second = $rows | New-ReveImage @OnEmulator -OutDirectory out -Resume

        $first[0].FullName | Should -Be (Join-Path $PWD out/sub/fox.png)
        $second.FullName | Should -Be $first.FullName
        @(Get-EmulatorBill).Count | Should -Be 2
    }

    It 'that names a file outside of -OutDirectory is an error before anything is sent' {
        $run = Invoke-Captured {
            [pscustomobject]@{ Prompt = 'fox'; OutFile = '../fox.png' } | New-ReveImage @OnEmulator -OutDirectory out
        }

        Get-ErrorId $run.Errors | Should -Be 'OutputOutsideFolder'
        Get-EmulatorBill | Should -BeNullOrEmpty
    }

    It 'that names a file is an error with -NoWait' {
        $run = Invoke-Captured {
            [pscustomobject]@{ Prompt = 'fox'; OutFile = 'fox.png' } | New-ReveImage @Task -NoWait
        }

        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }
}

Describe 'Text from the pipeline' {
    It 'is skipped when it is blank' {
        ('a', '', '  ', 'b' | New-ReveImage -Provider Sandbox).Prompt | Should -Be 'a', 'b'
    }

    It 'is skipped when it is blank and should name an image' {
        Push-Location $TestDrive
        New-ReveImage 'a fox' -Provider Sandbox -OutFile blank.png
        $run = Invoke-Captured { 'blank.png', '', 'blank.png' | Edit-ReveImage 'night' -Provider Sandbox }
        Pop-Location

        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -HaveCount 2
    }

    It 'differs from an empty prompt that is specified' {
        $run = Invoke-Captured { New-ReveImage 'a', '' -Provider Sandbox }

        $run.Output.Prompt | Should -Be 'a'
        Get-ErrorId $run.Errors | Should -Be 'PromptEmpty'
    }

    It 'differs from a record with an empty prompt' {
        $run = Invoke-Captured { [pscustomobject]@{ Prompt = '' } | New-ReveImage -Provider Sandbox }

        Get-ErrorId $run.Errors | Should -Be 'PromptEmpty'
    }
}
