# What is seen on a screen of 80, 100 and 120 columns.

BeforeDiscovery { $widths = 80, 100, 120 }

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1

    $ellipsis = [char] 0x2026
    $usage = [Reve.ReveUsage]@{ Amount = 210000; Unit = 'tokens' }
    $known = @{
        Prompt = 'a paper fox'; Operation = 'Create'; Provider = $DirectProvider; Model = 'reve/remix-edit-image'
        Usage = $usage; Width = 8192; Height = 4096
    }
    $saved = [Reve.ReveImage](@{
            FullName = Join-Path $TestDrive '0000-a-paper-fox.png'; Length = 33.4MB; Index = 9999
            Duration = [timespan]::FromSeconds(62.34)
        } + $known)
    $hosted = [Reve.ReveImage](@{ Url = 'https://cdn.example.com/b/fox.png?v=a/1'; Index = 1; Length = 2000
            Duration = [timespan]::FromSeconds(312)
        } + $known)
    $created = [Reve.ReveImage]@{
        FullName = '/out/0001-a-fox.png'; Model = 'reve/create-image'; Usage = $usage; Width = 1024; Height = 1024
        Length = 1.5MB
    }
    $resumed = [Reve.ReveImage](@{ FullName = '/out/owl.png'; Resumed = $true; Length = 0 } + $known)
    $flagged = [Reve.ReveImage](@{ FullName = '/out/owl.png'; ContentViolation = $true } + $known)

    $id = 'task_0123456789abcdef0123456789abcdef'
    $running = [Reve.ReveTask]@{
        Id = $id; Provider = $TaskProvider; Status = 'SettingUp'; Model = 'reve/create'; Prompt = 'a paper fox'
        CreatedAt = [DateTimeOffset]::UtcNow.AddMinutes(-42)
    }
    $failed = [Reve.ReveTask]@{
        Id = $id; Provider = $TaskProvider; Status = 'Failed'; Model = 'reve/remix'
        Error = 'The worker ran out of memory.'; CreatedAt = [DateTimeOffset]::UtcNow.AddDays(-12)
    }
    $completed = [Reve.ReveTask]@{
        Id = $id; Provider = $TaskProvider; Status = 'Completed'; Model = 'reve/edit'
        Urls = [string[]] 'https://cloud.example.com/out.png'; CreatedAt = [DateTimeOffset]::UtcNow.AddSeconds(-5)
    }
    $long = [Reve.ReveImage](@{ FullName = '/out/0001-' + 'a-long-name-' * 9 + '.png'; Index = 1
            ContentViolation = $true
        } + $known)
    $nameless = [Reve.ReveImage](@{ Url = 'https://cdn.example.com/' + 'x' * 200; Index = 1 } + $known)
    $wordy = [Reve.ReveTask]@{
        Id = $id; Provider = $TaskProvider; Status = 'Running'; Model = 'reve/create'
        Prompt = "a paper fox`nin a paper wood, " * 9
    }
    $all = @($saved, $hosted, $resumed, $flagged), @($running, $failed, $completed), @(Get-ReveProvider)

    function Get-Shown($Object, [int] $Width, [string] $View = 'Format-Table') {
        ($Object | & $View | Out-String -Width $Width) -split '\r?\n'
    }
    # A column on the left of another one, put together again where it was wrapped.
    function Get-Column([string[]] $Lines, [string] $Name, [string] $Next, [int] $NextWidth = $Next.Length) {
        $Lines = $Lines -match '\S'
        $from = $Lines[0].IndexOf($Name)
        $to = if ($Next) { $Lines[0].IndexOf($Next) + $Next.Length - $NextWidth } else { 999 }
        $cells = $Lines | Select-Object -Skip 2 | ForEach-Object { $_.PadRight(999).Substring($from, $to - $from) }
        -join $cells.Trim()
    }
}

Describe 'Every view on <_> columns' -ForEach $widths {
    BeforeEach { $width = $_ }

    It 'has no longer line, and no escape code' {
        foreach ($objects in $all) {
            foreach ($view in 'Format-Table', 'Format-List', 'Format-Wide') {
                $lines = Get-Shown $objects $width $view
                $lines | Where-Object { $_.Length -gt $width } | Should -BeNullOrEmpty -Because $view
                $lines -match '\x1b' | Should -BeNullOrEmpty -Because $view
            }
        }
    }

    It 'has one line for an image and one for a task, however long their names' {
        foreach ($one in $saved, $hosted, $resumed, $flagged, $long, $nameless, $running, $failed, $completed, $wordy) {
            (Get-Shown $one $width) -match '\S' | Should -HaveCount 3 -Because "$one"
        }
    }

    It 'cuts nothing of the usual length' {
        $usual = @($created), @($running, $completed), @(Get-ReveProvider)
        foreach ($objects in $usual) { Get-Shown $objects $width | Should -Not -Match '\u2026|\.\.\.' }
    }

    It 'shows prompt, file, size, charge and time of an image' {
        $lines = Get-Shown $saved $width
        $name = if ($width -eq 80) { "0000-a-paper-fox$ellipsis" } else { '0000-a-paper-fox.png' }
        Get-Column $lines 'File' 'Pixels' 9 | Should -Be $name
        Get-Column $lines 'Prompt' 'File' 4 | Should -Be 'a paper fox'
        $lines -join "`n" | Should -Match '9999.+8192x4096 33\.4 MB.+210000 tokens  62\.3 s'
    }

    It 'shows that an image at an address has no file' {
        $lines = Get-Shown $hosted $width
        Get-Column $lines 'File' 'Pixels' 9 | Should -Be 'url'
        $lines -join "`n" | Should -Match ' 2 KB .+ 312 s'
    }

    It 'marks an image from an earlier run, and a flagged one' {
        Get-Shown $resumed $width | Out-String | Should -Match ' 0 KB .+resumed'
        Get-Column (Get-Shown $flagged $width) 'File' 'Pixels' 9 | Should -Be '(flagged) owl.png'
        Get-Column (Get-Shown $long $width) 'File' 'Pixels' 9 | Should -BeLike "(flagged) 0001-a*$ellipsis"
    }

    It 'shows id, status, age and prompt of a task' {
        Get-Shown $running $width | Out-String | Should -Match "$id setting up\s+42 min reve/create\s+a paper"
        Get-Shown $completed $width | Out-String | Should -Match "$id completed\s+\d+ s reve/edit"
        Get-Column (Get-Shown $completed $width) 'What' | Should -Be 'out.png'
        $why = Get-Column (Get-Shown $failed $width) 'What'
        'The worker ran out of memory.' | Should -BeLike ($why -replace $ellipsis, '*')
        Get-Column (Get-Shown $wordy $width) 'What' | Should -BeLike "a paper *$ellipsis"
        Get-Shown $failed $width | Out-String | Should -Match 'failed\s+12 days'
    }

    It 'shows operations, model, availability, price and key of each provider in one line' {
        $lines = (Get-Shown (Get-ReveProvider) $width) -match '\S'
        $lines | Should -HaveCount (2 + @(Get-ReveProvider).Count)
        foreach ($provider in Get-ReveProvider) {
            $line = $lines -match "^$provider "
            foreach ($told in ($provider.Operations.Operation -join ', '), $provider.ModelFamily, $provider.Price) {
                $line | Should -Match ([regex]::Escape($told))
            }
            $line | Should -Match '(listed|unknown|closed|local)'
            $line | Should -Match ($provider.NeedsKey ? 'not set' : 'none')
        }
    }
}

Describe 'The list of' {
    It 'an image has its size and its times in human units' {
        $list = Get-Shown $saved 100 Format-List | Out-String
        $list | Should -Match 'Size\s+: 33\.4 MB'
        $list | Should -Match 'Duration\s+: 62\.3 s'
        $list | Should -Match 'Resumed\s+: False'
    }

    It 'a task has all of its properties' {
        $list = Get-Shown $failed 100 Format-List | Out-String
        foreach ($told in $id, 'failed', '12 days', $TaskProvider, 'reve/remix', 'The worker ran out of memory.') {
            $list | Should -Match ([regex]::Escape($told))
        }
    }

    It 'a provider has its address, key, models, ratios and options' {
        $list = Get-Shown (Get-ReveProvider $TaskProvider) 120 Format-List | Out-String
        foreach ($told in 'https://api.inference.sh', 'INFERENCESH_BASE_URI', 'INFERENCE_API_KEY',
            'Remix (1-6 in) with reve/remix', '16:9, 9:16', 'TestTimeScaling 1-5', 'credits') {
            $list | Should -Match ([regex]::Escape($told))
        }
    }
}

Describe 'The wide view' {
    It 'has the names' {
        Get-Shown $saved 120 Format-Wide | Out-String | Should -Match '0000-a-paper-fox\.png'
        Get-Shown $running 120 Format-Wide | Out-String | Should -Match $id
        Get-Shown (Get-ReveProvider) 80 Format-Wide | Out-String | Should -Match "$DirectProvider\s+$EditProvider"
    }
}

Describe 'Color' {
    BeforeAll { $rendering = $PSStyle.OutputRendering }
    AfterEach { $PSStyle.OutputRendering = $rendering }

    It 'appears for a failed task and a flagged image only, and only when enabled' {
        $PSStyle.OutputRendering = 'Ansi'
        $failure = [regex]::Escape($PSStyle.Formatting.Error)
        $warning = [regex]::Escape($PSStyle.Formatting.Warning)
        (Get-Shown $failed 100) -match "${failure}failed" | Should -Not -BeNullOrEmpty
        (Get-Shown $flagged 100) -match "${warning}\(flagged\) owl\.png" | Should -Not -BeNullOrEmpty
        (Get-Shown $running 100) -match "$failure|$warning" | Should -BeNullOrEmpty
        (Get-Shown $saved 100) -match "$failure|$warning" | Should -BeNullOrEmpty
    }

    It 'keeps the columns aligned' {
        $PSStyle.OutputRendering = 'Ansi'
        $plain = (Get-Shown $failed, $flagged 100) -replace '\x1b\[[0-9;]*m'
        $PSStyle.OutputRendering = 'PlainText'
        $plain | Should -Be (Get-Shown $failed, $flagged 100)
    }

    It 'is optional where PowerShell has no $PSStyle' {
        $shell = [powershell]::Create()
        try {
            $text = $shell.AddScript("Import-Module '$ModulePath'; " +
                'Remove-Variable PSStyle -Force -Scope Global -ErrorAction Ignore; ' +
                'Set-StrictMode -Version Latest; ' +
                '[Reve.ReveTask]@{ Id = "task-1"; Provider = "Any"; Status = "Failed"; Error = "no" } | ' +
                'Format-Table | Out-String -Width 100').Invoke() -join ''
        }
        finally { $shell.Dispose() }
        $text | Should -Match 'task-1\s+failed'
    }
}
