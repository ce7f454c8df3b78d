# A run that is killed, again and again, and resumed each time.

BeforeDiscovery {
    # Tasks that were accepted are asked after, so there is less that can go wrong; the long form kills them as often.
    $providers = @(
        @{ Provider = 'AimlApi'; Latency = 100; Kills = 20 }
        @{ Provider = 'InferenceSh'; Latency = 20; Kills = $env:REVE_LONG_TESTS ? 20 : 6 }
    )
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    function New-Prompt([int] $Count) { 1..$Count | ForEach-Object { "fox number $_" } }
    function Get-Image { Get-ChildItem out -Filter *.png | Sort-Object Name }

    # How often each prompt was charged.
    function Get-ChargeCount {
        $prompts = @{}
        foreach ($request in Get-EmulatorRequest POST) {
            $body = $request.body | ConvertFrom-Json -ErrorAction Ignore
            $prompts[[int] $request.sequence] = $body.input ? $body.input.prompt : $body.prompt
        }
        Get-EmulatorBill | Group-Object { $prompts[[int] $_.sequence] } -AsHashTable -AsString |
            ForEach-Object { $counts = @{}; foreach ($key in $_.Keys) { $counts[$key] = $_[$key].Count }; $counts }
    }
}

Describe 'A resumed batch' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'on <Provider> loses no image and pays for none twice, killed at up to <Kills> moments' -ForEach $providers {
        $seed = Get-Random -Maximum 100000
        $chance = [Random]::new($seed)
        $parameters = $OnEmulator.Clone()
        $parameters.Provider = $Provider
        $parameters.ThrottleLimit = 4
        Set-Emulator @{ LatencyMs = $Latency }
        New-Prompt 150 | Set-Content prompts.txt

        # A moment is a number of requests and some milliseconds more, so that a busy machine is killed at the same ones.
        foreach ($number in 1..$Kills) {
            $requests = (Invoke-Emulator count) + $chance.Next(1, 5)
            $process = Start-Resume $parameters
            Wait-Until "$requests requests were sent" { (Invoke-Emulator count) -ge $requests -or $process.HasExited }
            Start-Sleep -Milliseconds $chance.Next(0, 20)
            if ($process.HasExited) { break }
            $process.Kill()
            $process.WaitForExit()
            $killed = $number
        }
        $killed | Should -BeGreaterThan 2 -Because 'a run with prompts left is killed'
        $null = Invoke-Emulator finish
        $resumed = Invoke-Captured { New-Prompt 150 | New-ReveImage @parameters -OutDirectory out -Resume }
        $unknown = @($resumed.Errors | Where-Object { (Get-ErrorId $_) -eq 'OutcomeUnknown' } |
            ForEach-Object TargetObject)
        $because = "the seed was $seed"
        Get-ErrorId $resumed.Errors | Where-Object { $_ -ne 'OutcomeUnknown' } | Should -BeNullOrEmpty -Because $because
        $null = Invoke-Emulator finish
        (Get-ChargeCount).Values | Should -Not -BeGreaterThan 1 -Because $because

        $final = New-Prompt 150 | New-ReveImage @parameters -OutDirectory out -Resume -RetryUnknownOutcome

        $null = Invoke-Emulator finish
        $final | Should -HaveCount 150 -Because $because
        $final.Prompt | Should -Be (New-Prompt 150) -Because $because
        Get-Image | Should -HaveCount 150 -Because $because
        $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(
            (Invoke-WebRequest $final[0].Url).Content))
        (Get-Image | Get-FileHash).Hash | Sort-Object -Unique | Should -Be $hash -Because $because
        Get-ChildItem out -Force -Filter *.part | Should -BeNullOrEmpty -Because $because
        $twice = (Get-ChargeCount).GetEnumerator() | Where-Object Value -GT 1
        $twice.Value | Should -Not -BeGreaterThan 2 -Because $because
        $twice.Key | Where-Object { $_ -notin $unknown } | Should -BeNullOrEmpty -Because $because
    }
}
