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
    function Get-Picture { Get-ChildItem out -Filter *.png | Sort-Object Name }

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

Describe 'A batch' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'on <Provider> loses no picture and pays for none twice, killed at <Kills> moments' -ForEach $providers {
        $seed = Get-Random -Maximum 100000
        $chance = [Random]::new($seed)
        $parameters = $OnEmulator.Clone()
        $parameters.Provider = $Provider
        $parameters.ThrottleLimit = 4
        Set-Emulator @{ LatencyMs = $Latency }
        New-Prompt 60 | Set-Content prompts.txt

        foreach ($number in 1..$Kills) {
            $process = Start-Resume $parameters
            $null = $process.WaitForExit($chance.Next(50, 400))
            $process.Kill()
            $process.WaitForExit()
        }
        $null = Invoke-Emulator finish
        $resumed = Invoke-Captured { New-Prompt 60 | New-ReveImage @parameters -OutDirectory out -Resume }
        $unknown = @($resumed.Errors | Where-Object { (Get-ErrorId $_) -eq 'OutcomeUnknown' } |
            ForEach-Object TargetObject)
        $because = "the seed was $seed"
        Get-ErrorId $resumed.Errors | Sort-Object -Unique | Should -BeIn @('OutcomeUnknown') -Because $because
        $null = Invoke-Emulator finish
        (Get-ChargeCount).Values | Should -Not -BeGreaterThan 1 -Because $because

        $final = New-Prompt 60 | New-ReveImage @parameters -OutDirectory out -Resume -RetryUnknownOutcome

        $null = Invoke-Emulator finish
        $final | Should -HaveCount 60 -Because $because
        $final.Prompt | Should -Be (New-Prompt 60) -Because $because
        Get-Picture | Should -HaveCount 60 -Because $because
        $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(
            (Invoke-WebRequest $final[0].Url).Content))
        (Get-Picture | Get-FileHash).Hash | Sort-Object -Unique | Should -Be $hash -Because $because
        Get-ChildItem out -Force -Filter *.part | Should -BeNullOrEmpty -Because $because
        $twice = (Get-ChargeCount).GetEnumerator() | Where-Object Value -GT 1
        $twice.Value | Should -Not -BeGreaterThan 2 -Because $because
        $twice.Key | Where-Object { $_ -notin $unknown } | Should -BeNullOrEmpty -Because $because
    }
}
