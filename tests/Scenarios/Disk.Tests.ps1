BeforeDiscovery {
    $canMount = $false
    if ($IsLinux -and (id -u) -eq 0) {
        $probe = New-Item (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())) -ItemType Directory
        mount -t tmpfs -o size=16k tmpfs $probe.FullName 2> $null
        $canMount = $LASTEXITCODE -eq 0
        if ($canMount) { umount -l $probe.FullName }
        Remove-Item $probe
    }
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
}

Describe 'A disk that gives trouble' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        $null = New-Item disk -ItemType Directory
    }
    AfterEach { Pop-Location }

    Context 'with a small file system, which only root can mount' -Skip:(-not $canMount) {
        BeforeEach { mount -t tmpfs -o size=16k tmpfs "$PWD/disk" }
        AfterEach { umount -l "$PWD/disk" }

        It 'loses no picture when it is full, and no other one of the run' {
            $run = Invoke-Captured { New-ReveImage 'a fox', 'an owl' -Provider Sandbox -OutDirectory disk }

            Get-ErrorId $run.Errors | Should -Be 'SaveFailed', 'SaveFailed'
            $run.Errors[0].CategoryInfo.Category | Should -Be 'WriteError'
            $run.Output.Prompt | Should -Be 'a fox', 'an owl'
            (Get-ChildItem disk -Force).Name | Should -Be 'reve-journal.jsonl'

            $saved = $run.Output | Save-ReveImage -OutDirectory elsewhere -PassThru
            $saved.FullName | Should -Exist
            $saved.Width | Should -Be 1248, 1248
        }

        It 'refuses a read-only folder before anything is sent' {
            mount -o 'remount,ro' "$PWD/disk"
            foreach ($place in @{ OutDirectory = 'disk' }, @{ OutFile = 'disk/fox.png' }) {
                $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator @place }
                Get-ErrorId $run.Errors | Should -Be 'OutputNotWritable'
            }
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'tells Save-ReveImage the same' {
            $image = New-ReveImage 'a fox' -Provider Sandbox
            $run = Invoke-Captured { $image | Save-ReveImage -OutDirectory disk -PassThru }
            $run.Output | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be 'SaveFailed'
            $run.Errors[0].Exception.Image.Bytes | Should -HaveCount $image.Length
            Get-ChildItem disk -Force | Should -BeNullOrEmpty
        }
    }

    It 'loses no picture when its folder vanishes midway' {
        Set-Emulator @{ latencyMs = 1500 }
        $shell = [powershell]::Create()
        $script = 'param($module, $on, $place) Import-Module $module; New-ReveImage "a fox" @on -OutDirectory $place'
        $null = $shell.AddScript($script).AddArgument($ModulePath).AddArgument($OnEmulator).
            AddArgument("$PWD/disk")
        $running = $shell.BeginInvoke()
        while (-not (Get-EmulatorRequest POST)) { Start-Sleep -Milliseconds 20 }
        Remove-Item disk -Recurse
        $image = $shell.EndInvoke($running)

        Get-ErrorId $shell.Streams.Error | Should -Be 'SaveFailed'
        $image.Bytes | Should -HaveCount $image.Length
        $image.Url | Should -BeLike "$($Emulator.baseUri)*"
        @(Get-EmulatorBill).Count | Should -Be 1
        Get-ChildItem -Force | Should -BeNullOrEmpty
    }
}
