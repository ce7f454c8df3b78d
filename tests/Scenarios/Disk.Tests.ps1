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
    . $PSScriptRoot/../Support/Pipelines.ps1
    Start-Emulator
}

Describe 'An output folder' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        $null = New-Item disk -ItemType Directory
    }
    AfterEach { Pop-Location }

    Context 'on a small file system, which only root on Linux can mount' -Skip:(-not $canMount) {
        BeforeEach { mount -t tmpfs -o size=16k tmpfs "$PWD/disk" }
        AfterEach { umount -l "$PWD/disk" }

        It 'that is full loses no image of the run' {
            $run = Invoke-Captured { New-ReveImage 'a fox', 'an owl' -Provider Sandbox -OutDirectory disk }

            Get-ErrorId $run.Errors | Should -Be 'SaveFailed', 'SaveFailed'
            $run.Errors[0].CategoryInfo.Category | Should -Be 'WriteError'
            $run.Output.Prompt | Should -Be 'a fox', 'an owl'
            (Get-ChildItem disk -Force).Name | Should -Be 'reve-journal.jsonl'

            $saved = $run.Output | Save-ReveImage -OutDirectory elsewhere -PassThru
            $saved.FullName | Should -Exist
            $saved.Width | Should -Be 1248, 1248
        }

        It 'that is read-only is rejected before anything is sent' {
            mount -o 'remount,ro' "$PWD/disk"
            foreach ($place in @{ OutDirectory = 'disk' }, @{ OutFile = 'disk/fox.png' }) {
                $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator @place }
                Get-ErrorId $run.Errors | Should -Be 'OutputNotWritable'
            }
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'that is read-only is an error of Save-ReveImage' {
            $image = New-ReveImage 'a fox' -Provider Sandbox
            $run = Invoke-Captured { $image | Save-ReveImage -OutDirectory disk -PassThru }
            $run.Output | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be 'SaveFailed'
            $run.Errors[0].Exception.Image.Bytes | Should -HaveCount $image.Length
            Get-ChildItem disk -Force | Should -BeNullOrEmpty
        }
    }

    It 'that vanishes midway loses no image' {
        # A task runs until the emulator is told to go on, which is after the folder is gone.
        Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        $onTasks = $OnEmulator + @{}
        $onTasks.Provider = 'InferenceSh'
        $folder = "$PWD/disk"
        $space = New-ModuleSpace
        $shell = Start-Shell $space { New-ReveImage 'a fox' @onTasks -OutDirectory $folder }
        Wait-Until 'the task is followed' { Get-EmulatorRequest GET | Where-Object path -Like '*/stream' }
        Remove-Item disk -Recurse
        $null = Invoke-Emulator release
        $image = $shell.Shell.EndInvoke($shell.Running)

        Get-ErrorId $shell.Shell.Streams.Error | Should -Be 'SaveFailed'
        $image.Bytes | Should -HaveCount $image.Length
        $image.Url | Should -BeLike "$($Emulator.baseUri)*"
        @(Get-EmulatorBill).Count | Should -Be 1
        Get-ChildItem -Force | Should -BeNullOrEmpty
        $space.Dispose()
    }
}
