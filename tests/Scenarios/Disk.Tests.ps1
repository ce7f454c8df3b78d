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

        It 'that is full is an error of Save-ReveImage, which keeps the image' {
            $image = New-ReveImage 'a fox' -Provider Sandbox
            $run = Invoke-Captured { $image | Save-ReveImage -OutDirectory disk -PassThru }
            $run.Output | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be 'SaveFailed'
            $run.Errors[0].Exception.Image.Bytes | Should -HaveCount $image.Length
            Get-ChildItem disk -Force | Should -BeNullOrEmpty
        }
    }

    Context 'that is read-only' {
        BeforeEach {
            $isRoot = $IsLinux -and (id -u) -eq 0
            if ($isRoot) { mount -t tmpfs -o ro tmpfs "$PWD/disk" 2> $null }
            $isMounted = $isRoot -and $LASTEXITCODE -eq 0
            $readOnly = if ($IsWindows) {
                # No attribute makes a folder read-only, but a folder below a file cannot be created.
                Set-Content file 'not a folder'
                Join-Path $PWD file/below
            }
            elseif ($isRoot -and -not $isMounted) { '/sys/kernel' }
            else {
                if (-not $isRoot) { chmod 555 disk }
                Join-Path $PWD disk
            }
        }
        AfterEach { if ($isMounted) { umount -l "$PWD/disk" } }

        It 'is rejected before anything is sent, with an error that names it: -<_>' -ForEach 'OutDirectory', 'OutFile' {
            $place = $_ -eq 'OutFile' ? @{ OutFile = "$readOnly/fox.png" } : @{ OutDirectory = $readOnly }
            $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator @place }
            Get-ErrorId $run.Errors | Should -BeIn 'OutputNotWritable', 'OutputFolderMissing'
            "$($run.Errors)" | Should -Match ([regex]::Escape("'$readOnly'"))
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'is an error of Save-ReveImage that names it' {
            $run = Invoke-Captured {
                New-ReveImage 'a fox' -Provider Sandbox | Save-ReveImage -OutDirectory $readOnly -PassThru
            }
            $run.Output | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be 'OutputNotWritable'
            "$($run.Errors)" | Should -Match ([regex]::Escape("'$readOnly'"))
        }
    }

    It 'that vanishes midway loses no image' {
        # A task runs until the emulator is told to go on, which is after the folder is gone.
        Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        $onTasks = $OnEmulator + @{}
        $onTasks.Provider = $TaskProvider
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
