# The phases in which Stop.Tests.ps1 stops a call: the setup, the command, and the condition that the phase is reached.
# Needs Providers.ps1.

$held = { Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } } }

$Phases = @(
    @{ Name = 'queued behind others'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallBeforeHeaders'; Times = 99 } }
        Script = { 1..30 | New-ReveImage @on -ThrottleLimit 2 -OutDirectory $folder/out }
        Until = { @(Get-EmulatorRequest POST).Count -eq 2 }
        Then = { @(Get-EmulatorRequest POST).Count | Should -Be 2 } }
    @{ Name = 'queued while the pipeline provides no input'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallBeforeHeaders'; Times = 99 } }
        Script = { & { 'a'; Start-Sleep 300 } | New-ReveImage @on }
        Until = { Get-EmulatorRequest POST } }
    @{ Name = 'waiting for the budget'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallBeforeHeaders'; Times = 99 } }
        Script = { 1..30 | New-ReveImage @on -CostLimit 150000 -ThrottleLimit 3 }
        Until = { Get-EmulatorRequest POST }
        Then = { @(Get-EmulatorRequest POST).Count | Should -Be 1 } }
    @{ Name = 'waiting after a 429'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Status = 429; Headers = @{ 'Retry-After' = '120' } } }
        Script = { 1..30 | New-ReveImage @on -ThrottleLimit 1 }
        Until = { Get-EmulatorRequest POST | Where-Object status -EQ 429 }
        Then = { @(Get-EmulatorRequest POST).Count | Should -Be 1 } }
    @{ Name = 'requesting the list of deprecated models'
        Given = {
            $on.BaseUri = $Emulator.otherHost
            Add-Misbehaviour @{ Path = '/v1/models/deprecations'; Fault = 'StallBeforeHeaders' }
        }
        Script = { New-ReveImage 'a fox' @on }
        Until = { Get-EmulatorRequest GET }
        Then = {
            @(Get-EmulatorRequest POST).Count | Should -Be 0
            # The next command requests the list again.
            New-ReveImage 'a fox' @on -SkipDownload | Should -Not -BeNullOrEmpty
            @(Get-EmulatorRequest GET | Where-Object path -Like '*deprecations*').Count | Should -Be 2
            $on.BaseUri = $Emulator.baseUri
        } }
    @{ Name = 'uploading in the call'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'SlowBody' } }
        Script = { Get-Item $large | Edit-ReveImage 'in snow' @on }
        Until = { Get-EmulatorRequest POST }
        Then = { Get-EmulatorBill | Should -BeNullOrEmpty } }
    @{ Name = 'uploading before the call'
        Given = { Add-Misbehaviour @{ Method = 'PUT'; Fault = 'SlowBody' } }
        Script = { Get-Item $large | Edit-ReveImage 'in snow' @onTasks }
        Until = { Get-EmulatorRequest PUT }
        Then = { Get-Run | Should -BeNullOrEmpty } }
    @{ Name = 'requesting an upload address'
        Given = { Add-Misbehaviour @{ Path = '/files'; Fault = 'StallBeforeHeaders' } }
        Script = { Get-Item $large | Edit-ReveImage 'in snow' @onTasks }
        Until = { Get-EmulatorRequest POST } }
    @{ Name = 'waiting for a response'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallBeforeHeaders' } }
        Script = { New-ReveImage 'a fox' @on -OutFile $folder/fox.png }
        Until = { Get-EmulatorRequest POST } }
    @{ Name = 'completing a call after an error that ended the pipeline'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallBeforeHeaders' } }
        Script = {
            try {
                & {
                    'a'
                    while (-not (Invoke-RestMethod "$($on.BaseUri)/_emulator/requests")) { Start-Sleep -Milliseconds 10 }
                    throw 'no more'
                } | New-ReveImage @on -OutDirectory $folder/out
            }
            catch { 'never reached, because the command is stopped before it ends' }
        }
        Until = { if (Get-EmulatorRequest POST) { Start-Sleep -Milliseconds 300; $true } } }
    @{ Name = 'in the headers of a response'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallInHeaders' } }
        Script = { New-ReveImage 'a fox' @on -OutFile $folder/fox.png }
        Until = { Get-EmulatorBill } }
    @{ Name = 'in the body of a response'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallInBody' } }
        Script = { New-ReveImage 'a fox' @on -OutDirectory $folder }
        Until = { if (Get-EmulatorBill) { Start-Sleep -Milliseconds 100; $true } } }
    @{ Name = 'in the body of a response, without a file'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallInBody' } }
        Script = { New-ReveImage 'a fox' @on }
        Until = { if (Get-EmulatorBill) { Start-Sleep -Milliseconds 100; $true } } }
    @{ Name = 'waiting to retry the call'
        Given = { Add-Misbehaviour @{ Method = 'POST'; Status = 503; Headers = @{ 'Retry-After' = '120' } } }
        Script = { New-ReveImage 'a fox' @on }
        Until = { Get-EmulatorRequest POST | Where-Object status -EQ 503 } }
    @{ Name = 'following a task by its stream'; Cancels = 3; Given = $held
        Script = { 1..9 | New-ReveImage @onTasks -ThrottleLimit 3 }
        Until = { @(Get-EmulatorRequest GET | Where-Object path -Like '*/stream').Count -eq 3 } }
    @{ Name = 'following a task whose cancel gets no response'; Cancels = 1
        Given = {
            Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
            Add-Misbehaviour @{ Path = '/tasks'; Method = 'POST'; Fault = 'StallBeforeHeaders' }
        }
        Script = { New-ReveImage 'a fox' @onTasks }
        Until = { Get-EmulatorRequest GET | Where-Object path -Like '*/stream' } }
    @{ Name = 'polling a task that has no stream'; Cancels = 1
        Given = { Set-Emulator @{
                tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) }
                inference = @{ stream = @{ start = 'NotFound' } } } }
        Script = { New-ReveImage 'a fox' @onTasks }
        Until = { Get-EmulatorRequest GET | Where-Object path -NotLike '*/stream' } }
    @{ Name = 'waiting for a task that another command submitted'; Given = $held
        Script = { New-ReveImage 'a fox' @onTasks -NoWait | Wait-ReveTask -BaseUri $on.BaseUri -ApiKey $on.ApiKey }
        Until = { Get-EmulatorRequest GET | Where-Object path -Like '*/stream' }
        Then = {
            Get-EmulatorTask | Should -Be Running
            $null = Invoke-Emulator finish
        } }
    @{ Name = 'downloading into a file'
        Given = { Add-Misbehaviour @{ Path = '/generations'; Fault = 'StallInBody'; Times = 9 } }
        Script = { 1..9 | New-ReveImage @on -ThrottleLimit 3 -OutDirectory $folder }
        Until = { Get-ChildItem $folder -Force -Filter *.part | Where-Object Length } }
    @{ Name = 'downloading into memory'
        Given = { Add-Misbehaviour @{ Path = '/generations'; Fault = 'StallInBody'; Times = 9 } }
        Script = { 1..9 | New-ReveImage @on -ThrottleLimit 3 }
        Until = { @(Get-EmulatorRequest GET | Where-Object path -Like '/generations*').Count -eq 3 } }
    @{ Name = 'downloading the image of a task'
        Given = { Add-Misbehaviour @{ Path = '/generations'; Fault = 'StallBeforeHeaders'; Times = 9 } }
        Script = { New-ReveImage 'a fox' @onTasks -OutFile $folder/fox.png }
        Until = { Get-EmulatorRequest GET | Where-Object path -Like '/generations*' } }
    @{ Name = 'waiting to retry a download'
        Given = { Add-Misbehaviour @{ Path = '/generations'; Status = 503; Headers = @{ 'Retry-After' = '120' } } }
        Script = { New-ReveImage 'a fox' @on -OutFile $folder/fox.png }
        Until = { Get-EmulatorRequest GET | Where-Object status -EQ 503 } }
    @{ Name = 'saving a download that arrives in pieces'
        Given = {
            # In pieces of a few bytes it takes much longer than the stop.
            $bytes = [byte[]]::new(6MB)
            [IO.File]::ReadAllBytes($large)[0..99].CopyTo($bytes, 0)
            Set-Emulator @{ image = [Convert]::ToBase64String($bytes) }
            Add-Misbehaviour @{ Path = '/generations'; Fault = 'Drip'; Times = 9 }
        }
        Script = { New-ReveImage 'a fox' @on -OutFile $folder/fox.png }
        Until = { Get-ChildItem $folder -Force -Filter *.part | Where-Object Length }
        Then = { Get-ChildItem $folder -Force | Should -BeNullOrEmpty } }
    @{ Name = 'saving an image from the response'
        Given = {
            $bytes = [byte[]]::new(24MB)
            [IO.File]::ReadAllBytes($large)[0..99].CopyTo($bytes, 0)
            Set-Emulator @{ image = [Convert]::ToBase64String($bytes) }
        }
        Script = { New-ReveImage 'a fox' @on -OutDirectory $folder -AdditionalBody @{ convert_base64_to_url = $false } }
        Until = {
            # From this line on, the image is complete in its part file.
            Get-Content $folder/reve-journal.jsonl -ErrorAction Ignore | Select-String Succeeded -Quiet
        }
        Then = { Get-ChildItem $folder -Filter *.png | ForEach-Object Length | Should -Be 24MB } }
)

# A provider that cannot cancel a task leaves it running.
$Phases += foreach ($provider in $TaskProviders) {
    $cancels = [int] $provider.CancelsTasks
    @{ Name = "following a task of $provider"; Provider = "$provider"; Cancels = $cancels
        Given = $held
        Script = { New-ReveImage 'a fox' @onTasks }
        Until = { Get-EmulatorRequest | Where-Object taskAt -EQ $Provider }
        Then = {
            if (-not $Cancels) { Get-EmulatorTask | Should -Be Running }
            $null = Invoke-Emulator finish
        } }
    @{ Name = "submitting a task of $provider"; Provider = "$provider"; Cancels = $cancels
        Given = {
            Set-Emulator @{ latencyMs = 1000; tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        }
        Script = { New-ReveImage 'a fox' @onTasks }
        Until = { Get-EmulatorRequest | Where-Object paidAt -EQ $Provider }
        Then = { $null = Invoke-Emulator finish } }
}
