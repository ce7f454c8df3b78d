BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    . $PSScriptRoot/../Support/Pipelines.ps1
    Start-Emulator
    $onTasks = $OnEmulator + @{}
    $onTasks.Provider = $TaskProvider
    $on = $OnEmulator
    # A PNG of 6 x 4 pixels, for what only counts calls.
    $small = 'iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAYAAACtBE5DAAAAJElEQVR42mP4z8DwHwwZ' +
        '/oMBA4iRZgyhkQUQCjEEoApxGMUAAGpTNTKXLZU0AAAAAElFTkSuQmCC'
}

Describe 'A batch' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    Context 'with a job that fails' {
        It 'continues with the other prompts, in order, and names the one that failed' {
            Add-Misbehaviour @{ Method = 'POST'; Path = '/nowhere' }
            $run = Invoke-Captured { 'a', 'b', 'forbidden', 'd', 'e' | New-ReveImage @on -ThrottleLimit 2 }
            $run.Output.Prompt | Should -Be a, b, d, e
            Get-ErrorId $run.Errors | Should -Be 'ContentViolation'
            $run.Errors[0].TargetObject | Should -Be 'forbidden'
            "$($run.Errors[0])" | Should -BeLike "``[2``] 'forbidden': *"
            "$((Invoke-Captured { New-ReveImage 'forbidden' @on }).Errors[0])" |
                Should -BeLike "$DirectProvider withheld*"
        }

        It 'names the image from the pipeline' {
            foreach ($name in 'a', 'b', 'c') { $null = New-ReveImage $name -Provider Sandbox -OutFile "$name.png" }
            Add-Misbehaviour @{ Method = 'POST' }
            Add-Misbehaviour @{ Method = 'POST'; Status = 400; Body = '{"message":"no"}' }
            $run = Invoke-Captured { Get-ChildItem *.png | Edit-ReveImage 'in snow' @on -ThrottleLimit 1 }
            $run.Output.Sources | Split-Path -Leaf | Should -Be a.png, c.png
            Get-ErrorId $run.Errors | Should -Be 'InvalidRequest'
            $run.Errors[0].TargetObject | Should -BeOfType IO.FileInfo
            $run.Errors[0].TargetObject.Name | Should -Be b.png

            # What failed can be sent again as it is.
            ($run.Errors.TargetObject | Edit-ReveImage 'in snow' @on).Sources | Should -Be (Join-Path $PWD b.png)
        }

        It 'names the path, the address or the result' {
            $null = New-ReveImage 'a' -Provider Sandbox -OutFile a.png
            $result = New-ReveImage 'a' -Provider Sandbox
            Add-Misbehaviour @{ Method = 'POST'; Status = 400; Body = '{"message":"no"}'; Times = 3 }
            (Invoke-Captured { Edit-ReveImage 'in snow' *.png @on }).Errors[0].TargetObject |
                Should -Be (Join-Path $PWD a.png)
            (Invoke-Captured { Edit-ReveImage 'in snow' -Uri https://example.com/a.png @on }).Errors[0].TargetObject |
                Should -Be 'https://example.com/a.png'
            $target = (Invoke-Captured { $result | Edit-ReveImage 'in snow' @on }).Errors[0].TargetObject
            [object]::ReferenceEquals($target, $result) | Should -BeTrue
        }

        It 'ends at the first error with -ErrorAction Stop' {
            $run = Invoke-Captured { 'a', 'forbidden', 'c', 'd' | New-ReveImage @on -ThrottleLimit 1 -ErrorAction Stop }
            $run.Output.Prompt | Should -Be a
            $run.Errors[0].TargetObject | Should -Be 'forbidden'
            @(Get-EmulatorRequest POST).Count | Should -BeLessOrEqual 3
        }
    }

    Context 'in a pipeline' {
        It 'emits results while input arrives' {
            # The input goes on until the first result is there. A command that waits for all input gets to its end.
            $seen = [Collections.Generic.List[string]]::new()
            & {
                for ($fed = 1; $fed -le 100 -and -not $seen.Count; $fed++) {
                    "$fed"
                    Start-Sleep -Milliseconds 50
                }
                if (-not $seen.Count) { $seen.Add('nothing') }
            } | New-ReveImage @on | ForEach-Object { $seen.Add($_.Prompt) }
            $seen[0] | Should -Be '1'
        }

        It 'feeds the next command while it still works' {
            Set-Emulator @{ latencyMs = 100 }
            $seen = [Collections.Generic.List[string]]::new()
            1..12 | New-ReveImage @on -ThrottleLimit 1 |
                ForEach-Object { $seen.Add("made $($_.Prompt)"); $_ } |
                Edit-ReveImage 'in snow' @on | ForEach-Object { $seen.Add('changed') }
            $seen.IndexOf('changed') | Should -BeLessThan $seen.IndexOf('made 12')
        }

        It 'keeps the order of the input whatever each call takes, and does not with -Unordered' {
            Add-Misbehaviour @{ Method = 'POST'; Status = 503 }
            $prompts = 'a', 'b', 'c', 'd', 'e', 'f'
            ($prompts | New-ReveImage @on -ThrottleLimit 3).Prompt | Should -Be $prompts

            Add-Misbehaviour @{ Method = 'POST'; Status = 503 }
            $images = $prompts | New-ReveImage @on -ThrottleLimit 3 -Unordered
            $images.Prompt | Sort-Object | Should -Be $prompts
            ($images | Where-Object Attempts -EQ 2).Prompt | Should -Be $images[-1].Prompt
        }
    }

    Context 'in other runspaces and processes' {
        It 'works in ForEach-Object -Parallel' {
            $module = $ModulePath
            $images = 1..8 | ForEach-Object -Parallel {
                Import-Module $using:module
                $on = $using:on
                1..3 | New-ReveImage @on -OutDirectory "$using:PWD/out"
            } -ThrottleLimit 4
            @($images).Count | Should -Be 24
            @($images.FullName | Sort-Object -Unique).Count | Should -Be 24
            $images.FullName | Should -Exist
            @(Get-EmulatorBill).Count | Should -Be 24
        }

        It 'works in Start-ThreadJob, and stops with it' -Skip:(-not (Get-Command Start-ThreadJob -ea Ignore)) {
            $job = {
                param($module, $on, $prompts)
                Import-Module $module
                $prompts | New-ReveImage @on
            }
            $jobs = 1..3 | ForEach-Object {
                Start-ThreadJob $job -ArgumentList $ModulePath, $on, @("$_ a", "$_ b", 'forbidden')
            }
            $run = Invoke-Captured { $jobs | Receive-Job -Wait -AutoRemoveJob }
            $run.Output.Prompt | Sort-Object | Should -Be '1 a', '1 b', '2 a', '2 b', '3 a', '3 b'
            Get-ErrorId $run.Errors | Sort-Object -Unique | Should -Be 'ContentViolation'

            Reset-Emulator
            Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallBeforeHeaders'; Times = 9 }
            $stuck = Start-ThreadJob $job -ArgumentList $ModulePath, $on, @('a', 'b')
            Wait-Until 'both are sent' { @(Get-EmulatorRequest POST).Count -eq 2 }
            $stuck | Stop-Job
            Wait-Until 'both are given up' { -not (Get-OpenRequest) }
            $stuck | Remove-Job -Force
        }

        It 'works in two runspaces at once, and survives the end of one' {
            $spaces = (New-ModuleSpace), (New-ModuleSpace)
            Set-Emulator @{ latencyMs = 300 }
            $shells = $spaces | ForEach-Object { Start-Shell $_ { 'a', 'b', 'c' | New-ReveImage @on -ThrottleLimit 1 } }
            Wait-Until 'both are under way' { @(Get-EmulatorRequest POST).Count -ge 2 }
            $spaces[0].Close()
            $shells[1].Shell.EndInvoke($shells[1].Running).Prompt | Should -Be a, b, c
            $shells[1].Shell.Streams.Error | Should -BeNullOrEmpty
            $spaces | ForEach-Object Dispose
        }

        It 'works in a remoting session, and stops with it' {
            $job = {
                param($module, $on)
                Import-Module $module
                'a', 'forbidden', 'c' | New-ReveImage @on -OutDirectory out
            }
            $run = Invoke-Captured {
                Start-Job $job -ArgumentList $ModulePath, $on -WorkingDirectory $PWD | Receive-Job -Wait -AutoRemoveJob
            }
            $run.Output.Prompt | Should -Be a, c
            $run.Output[0].PSObject.TypeNames[0] | Should -Be 'Deserialized.Reve.ReveImage'
            $run.Output.FullName | Should -Exist
            $run.Output[0].Usage.Amount | Should -Be 126000
            $run.Errors[0].FullyQualifiedErrorId | Should -Be 'ContentViolation,Reve.Cmdlets.NewReveImageCommand'
            $run.Errors[0].TargetObject | Should -Be 'forbidden'

            # What came from there is an image here.
            ($run.Output | Edit-ReveImage 'in snow' @on).Sources | Should -Be $run.Output.FullName
            $null = $run.Output | Join-ReveImage 'together' @on
            $inputs = @(Get-EmulatorInput).Count
            Remove-Item out -Recurse -Force
            $null = $run.Output[0] | Edit-ReveImage 'as bytes' @on
            @(Get-EmulatorInput).Count | Should -Be ($inputs + 1)

            Reset-Emulator
            Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
            $stuck = Start-Job $job -ArgumentList $ModulePath, $onTasks -WorkingDirectory $PWD
            Wait-Until 'all are followed' { @(Get-EmulatorRequest GET | Where-Object path -Like '*/stream')[2] }
            $stuck | Stop-Job
            Wait-Until 'all are cancelled' { @(Get-Cancel).Count -eq 3 -and -not (Get-OpenRequest) }
            $stuck | Remove-Job -Force
        }
    }

    Context 'in numbers' {
        It 'makes 200 calls with 20 at a time and emits the results in the order of the prompts' {
            Set-Emulator @{ latencyMs = 20; image = $small }
            (1..200 | New-ReveImage @on -ThrottleLimit 20).Prompt | Should -Be @(1..200 | ForEach-Object { "$_" })
            @(Get-EmulatorBill).Count | Should -Be 200
        }

        It 'keeps no reference to an image that it emitted' {
            # In a process of its own, whose live memory is that of this pipeline.
            @'
param($module, $provider, $baseUri, $key)
Import-Module $module
$on = @{ Provider = $provider; BaseUri = $baseUri; ApiKey = $key; ThrottleLimit = 8 }
$references = [Collections.Generic.List[WeakReference]]::new()
function Measure-Live {
    $bytes = [GC]::GetTotalMemory($true)
    $count = 0
    foreach ($reference in $references) { if ($reference.IsAlive) { $count++ } }
    "$count $bytes"
}
1..600 | New-ReveImage @on | ForEach-Object {
    $references.Add([WeakReference]::new($_.PSObject.BaseObject))
    if ($references.Count -in 200, 600) { Measure-Live }
}
'@ | Set-Content measure.ps1
            Set-Emulator @{ image = $small }
            $lines = @(Invoke-ChildPowerShell '-File', measure.ps1, $ModulePath, $DirectProvider, $Emulator.baseUri,
                $Emulator.apiKey)
            $lines.Count | Should -Be 2 -Because "$lines"
            [long[]] $few, [long[]] $many = $lines | ForEach-Object { , [long[]] ($_ -split ' ') }
            # The images that are held at any moment are those of the slots and of the pipeline.
            $few[0], $many[0] | Should -BeLessThan 50
            ($many[1] - $few[1]) / 400 | Should -BeLessThan 2KB -Because 'live bytes do not grow with the prompts'
        }
    }
}
