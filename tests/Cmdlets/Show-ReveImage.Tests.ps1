BeforeDiscovery {
    $onLinux = [bool]$IsLinux
    # util-linux's script lends a program a terminal of its own.
    $hasTerminal = $onLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1

    # An empty variable is still one that is set, so what is not there is removed.
    function Set-Sign([string] $Name, $Value) {
        if ($null -eq $Value) { Remove-Item "env:$Name" -ErrorAction Ignore } else { Set-Item "env:$Name" $Value }
    }

    # The terminal of the user who runs the tests has no influence.
    $script:Signs = 'ZELLIJ', 'TMUX', 'STY', 'TERM_PROGRAM', 'KITTY_WINDOW_ID', 'GHOSTTY_RESOURCES_DIR', 'WEZTERM_PANE',
        'ITERM_SESSION_ID', 'LC_TERMINAL', 'KONSOLE_VERSION', 'MLTERM', 'WT_SESSION', 'NO_COLOR', 'TERM'
    $script:Before = @{}
    foreach ($sign in $Signs) {
        $Before[$sign] = [Environment]::GetEnvironmentVariable($sign)
        Set-Sign $sign $null
    }
    $env:TERM = 'xterm-256color'

    # Six by four pixels; their colours count on through the palette, and the last one is see-through.
    $script:Palette = '255,0,0', '0,255,0', '0,0,255', '255,255,255', '0,0,0', '255,102,51'
    $script:Fox = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAYAAACtBE5DAAAAJElEQVR42mP4z8DwHwwZ' +
        '/oMBA4iRZgyhkQUQCjEEoApxGMUAAGpTNTKXLZU0AAAAAElFTkSuQmCC')
    $script:FoxPixels = foreach ($y in 0..3) {
        foreach ($x in 0..5) { if ($x -eq 5 -and $y -eq 3) { '' } else { $Palette[($x + 2 * $y) % 6] } }
    }
    $script:Jpeg = [byte[]](0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 4, 0, 6, 1, 1, 0x11, 0, 0xFF, 0xD9)

    $script:Large = New-ReveImage 'a paper fox' -Provider Sandbox -AspectRatio 16:9

    # The pixels of half blocks, row by row; '' is the background.
    function Read-Blocks([string] $Text) {
        foreach ($line in $Text -split "`n") {
            $ink, $paper, $upper, $lower = '', '', @(), @()
            foreach ($token in [regex]::Matches($line, "`e\[([34]8);2;(\d+);(\d+);(\d+)m|`e\[(?:49|0)m|.")) {
                $colour = $token.Groups[2..4].Value -join ','
                switch -CaseSensitive -Regex ($token.Value) {
                    "`e\[38" { $ink = $colour }
                    "`e\[48" { $paper = $colour }
                    "`e\[49" { $paper = '' }
                    "`e\[0m" { $ink = $paper = '' }
                    '\u2580' { $upper += $ink; $lower += $paper }
                    '\u2584' { $upper += $paper; $lower += $ink }
                    '^ $' { $upper += $paper; $lower += $paper }
                }
            }
            $upper
            $lower
        }
    }

    # The pixels of a Sixel image, row by row; '' is not painted.
    function Read-Sixel([string] $Text) {
        $null = $Text -match "^`eP0;1q""1;1;(\d+);(\d+)(.*)`e\\$"
        [int] $width, [int] $height, $body = $Matches[1..3]
        $pixels, $colours = [string[]]::new($width * $height), @{}
        $left, $top, $colour = 0, 0, $null
        foreach ($token in [regex]::Matches($body, '#(\d+)(?:;2;(\d+);(\d+);(\d+))?|(?:!(\d+))?([?-~])|[$-]')) {
            if ($token.Value -eq '$') { $left = 0 }
            elseif ($token.Value -eq '-') { $left = 0; $top += 6 }
            elseif ($token.Groups[2].Success) {
                $levels = $token.Groups[2..4].Value | ForEach-Object { [int]$_ * 255 / 100 }
                $colours[$token.Groups[1].Value] = $levels -join ','
            }
            elseif ($token.Groups[1].Success) { $colour = $colours[$token.Groups[1].Value] }
            else {
                $bits = [int][char]$token.Groups[6].Value - 63
                $count = if ($token.Groups[5].Success) { [int]$token.Groups[5].Value } else { 1 }
                for (; $count -gt 0; $count--, $left++) {
                    0..5 | Where-Object { $bits -band (1 -shl $_) } |
                        ForEach-Object { $pixels[($top + $_) * $width + $left] = $colour }
                }
            }
        }
        $pixels | ForEach-Object { "$_" }
    }

    function Read-Kitty([string] $Text) {
        [regex]::Matches($Text, "`e_G[^;]*;([^`e]*)`e\\") |
            ForEach-Object { [Convert]::FromBase64String($_.Groups[1].Value) }
    }

    function Get-Hash([byte[]] $Bytes) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($Bytes)) }

    function Read-ITerm2([string] $Text) {
        $order = [regex]::Match($Text, "^`e\]1337;File=[^:]*inline=1[^:]*:([^`a]*)`a$")
        [Convert]::FromBase64String($order.Groups[1].Value)
    }

    # Runs a command in a PowerShell of its own, with nothing at its ends but pipes.
    function Invoke-Redirected([string] $Command) {
        (Invoke-ChildPowerShell '-Command', "Import-Module '$ModulePath'; $Command") -join "`n"
    }
}

AfterAll { foreach ($sign in $Signs) { Set-Sign $sign $Before[$sign] } }

Describe 'Show-ReveImage' {
    BeforeEach {
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        [IO.File]::WriteAllBytes("$PWD/fox.png", $Fox)
        [IO.File]::WriteAllBytes("$PWD/fox.jpg", $Jpeg)
    }
    AfterEach { Pop-Location }

    Context 'output' {
        It 'draws the pixels of the image as half blocks' {
            $text = Show-ReveImage fox.png -Protocol Blocks
            $text | Should -BeOfType string
            Read-Blocks $text | Should -Be $FoxPixels
        }

        It 'draws the pixels of the image as Sixel' {
            Read-Sixel (Show-ReveImage fox.png -Protocol Sixel) | Should -Be $FoxPixels
        }

        It 'encodes the bytes of the file for <Protocol>' -ForEach @{ Protocol = 'Kitty' }, @{ Protocol = 'ITerm2' } {
            & "Read-$Protocol" (Show-ReveImage fox.png -Protocol $Protocol) | Should -Be $Fox
        }

        It 'emits one string for each image' {
            [IO.File]::WriteAllBytes("$PWD/fox2.png", $Fox)
            (Show-ReveImage *.png -Protocol Blocks).Count | Should -Be 2
        }

        It 'emits text that a file keeps unchanged' {
            foreach ($protocol in 'Kitty', 'ITerm2', 'Sixel', 'Blocks') {
                $text = Show-ReveImage fox.png -Protocol $protocol
                Set-Content text.txt $text -NoNewline
                [IO.File]::ReadAllText("$PWD/text.txt") | Should -BeExactly $text
            }
        }

        It 'draws as wide as -Width' {
            $text = Show-ReveImage fox.png -Protocol Blocks -Width 12
            (Read-Blocks $text).Count | Should -Be (12 * 8)
            Show-ReveImage fox.png -Protocol Sixel -Width 12 | Should -BeLike "*`"1;1;120;80#*"
            Show-ReveImage fox.png -Protocol Kitty -Width 12 | Should -BeLike '*,c=12,*'
            Show-ReveImage fox.jpg -Protocol ITerm2 -Width 12 | Should -BeLike '*;width=12;height=4;*'
        }

        It 'draws a large image with <_>' -ForEach 'Kitty', 'ITerm2', 'Sixel', 'Blocks' {
            $large | Show-ReveImage -Protocol $_ | Should -Not -BeNullOrEmpty
        }
    }

    Context 'input' {
        It 'takes <Form>' -ForEach @(
            @{ Form = 'a path'; Script = { Show-ReveImage fox.png -Protocol Kitty } }
            @{ Form = 'a wildcard'; Script = { Show-ReveImage f*.png -Protocol Kitty } }
            @{ Form = 'a literal path'; Script = {
                    Rename-Item fox.png 'fox[1].png'
                    Show-ReveImage -LiteralPath 'fox[1].png' -Protocol Kitty } }
            @{ Form = 'a path from the pipeline'; Script = { 'fox.png' | Show-ReveImage -Protocol Kitty } }
            @{ Form = 'a file of a listing'; Script = { Get-ChildItem *.png | Show-ReveImage -Protocol Kitty } }
            @{ Form = 'a file without PowerShell''s properties'
                Script = { [IO.FileInfo]::new("$PWD/fox.png") | Show-ReveImage -Protocol Kitty } }
            @{ Form = 'bytes'; Script = { Show-ReveImage -InputObject $Fox -Protocol Kitty } }
            @{ Form = 'bytes from the pipeline'; Script = { , $Fox | Show-ReveImage -Protocol Kitty } }
            @{ Form = 'a stream'; Script = { [IO.MemoryStream]::new($Fox) | Show-ReveImage -Protocol Kitty } }
            @{ Form = 'a data URI'; Script = {
                    "data:image/png;base64,$([Convert]::ToBase64String($Fox))" | Show-ReveImage -Protocol Kitty } }
            @{ Form = 'a row with a path'; Script = {
                    [pscustomobject]@{ Path = 'fox.png'; Note = 'x' } | Show-ReveImage -Protocol Kitty } }
        ) {
            Read-Kitty (& $Script) | Should -Be $Fox
        }

        It 'takes a result, in memory or saved' {
            $image = New-ReveImage 'a fox' -Provider Sandbox -AspectRatio 1:1
            Get-Hash (Read-Kitty ($image | Show-ReveImage -Protocol Kitty)) | Should -Be (Get-Hash $image.Bytes)
            $saved = New-ReveImage 'a fox' -Provider Sandbox -AspectRatio 1:1 -OutFile saved.png
            Get-Hash (Read-Kitty ($saved | Show-ReveImage -Protocol Kitty)) | Should -Be (Get-Hash $saved.Bytes)
        }

        It 'takes an image of another format with ITerm2' {
            Read-ITerm2 (Show-ReveImage fox.jpg -Protocol ITerm2) | Should -Be $Jpeg
        }
    }

    Context 'rejected input' {
        It 'rejects <Name>: <Id>' -ForEach @(
            @{ Id = 'ImageNotShowable'; Name = 'a JPEG with Kitty'
                Script = { Show-ReveImage fox.jpg -Protocol Kitty } }
            @{ Id = 'ImageNotShowable'; Name = 'a JPEG with Sixel'
                Script = { Show-ReveImage fox.jpg -Protocol Sixel } }
            @{ Id = 'ImageNotShowable'; Name = 'a JPEG with blocks'
                Script = { Show-ReveImage fox.jpg -Protocol Blocks } }
            @{ Id = 'ImageNotShowable'; Name = 'a damaged PNG'
                Script = { Show-ReveImage -InputObject ([byte[]]$Fox[0..60]) -Protocol Sixel } }
            @{ Id = 'ImageNotShowable'; Name = 'an address'
                Script = { 'https://example.com/fox.png' | Show-ReveImage } }
            @{ Id = 'InputNotFound'; Name = 'a file that is not there'; Script = { Show-ReveImage nowhere.png } }
            @{ Id = 'InputNotImage'; Name = 'a text'; Script = { 'hello' > a.png; Show-ReveImage a.png } }
            @{ Id = 'InputEmpty'; Name = 'an empty file'; Script = { $null = New-Item a.png; Show-ReveImage a.png } }
            @{ Id = 'InputUnreadable'; Name = 'a folder'; Script = { Show-ReveImage -LiteralPath $PWD } }
            @{ Id = 'InputNotUnderstood'; Name = 'a number'; Script = { 7 | Show-ReveImage } }
            @{ Id = 'InputMissing'; Name = 'nothing'; Script = { Show-ReveImage } }
            @{ Id = 'OptionConflict'; Name = 'a viewer with a protocol'
                Script = { Show-ReveImage fox.png -External -Protocol Kitty } }
            @{ Id = 'OptionConflict'; Name = 'a viewer with a width'
                Script = { Show-ReveImage fox.png -External -Width 9 } }
        ) {
            $run = Invoke-Captured $Script
            Get-ErrorId $run.Errors | Should -Be $Id
            $run.Output | Should -BeNullOrEmpty
            $run.Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'recommends what else can be done with an image that it cannot draw' {
            $run = Invoke-Captured { Show-ReveImage fox.jpg -Protocol Sixel }
            $run.Errors[0].ErrorDetails.Message | Should -Match 'fox\.jpg.*Jpeg.*Sixel'
            $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match '-External.*-Protocol ITerm2'
            $run.Errors[0].TargetObject | Should -BeLike '*fox.jpg'
        }

        It 'continues after an image that it cannot draw' {
            $run = Invoke-Captured { 'fox.jpg', 'nowhere.png', 'fox.png' | Show-ReveImage -Protocol Blocks }
            Get-ErrorId $run.Errors | Should -Be 'ImageNotShowable', 'InputNotFound'
            Read-Blocks $run.Output[0] | Should -Be $FoxPixels
        }
    }

    Context 'a terminal that is recognized' {
        It 'uses <Protocol> when <Variable> is <Value>' -ForEach @(
            @{ Variable = 'KITTY_WINDOW_ID'; Value = '1'; Protocol = 'Kitty' }
            @{ Variable = 'TERM'; Value = 'xterm-kitty'; Protocol = 'Kitty' }
            @{ Variable = 'TERM_PROGRAM'; Value = 'iTerm.app'; Protocol = 'ITerm2' }
            @{ Variable = 'TERM_PROGRAM'; Value = 'WezTerm'; Protocol = 'ITerm2' }
            @{ Variable = 'TERM'; Value = 'foot'; Protocol = 'Sixel' }
            @{ Variable = 'TERM'; Value = 'dumb'; Protocol = 'Blocks' }
        ) {
            $kept = [Environment]::GetEnvironmentVariable($Variable)
            Set-Sign $Variable $Value
            try { $text = Show-ReveImage fox.png } finally { Set-Sign $Variable $kept }
            $text | Should -BeExactly (Show-ReveImage fox.png -Protocol $Protocol)
        }

        It 'draws half blocks of at most 80 columns without a terminal, and does not query one' {
            $text = Invoke-Redirected (
                "Show-ReveImage '$PWD/fox.png'; 'next'; " +
                'New-ReveImage fox -Provider Sandbox -AspectRatio 1:1 | Show-ReveImage')
            $text | Should -Not -Match "`e\[c"
            $small, $large = $text -split "`nnext`n"
            $small | Should -BeExactly (Show-ReveImage fox.png -Protocol Blocks)
            $lines = $large -replace "`e\[[0-9;]*m" -split "`n"
            $lines | Should -HaveCount 40
            $lines | ForEach-Object Length | Sort-Object -Unique | Should -Be 80
        }

        It 'does not query the terminal from a job' {
            $text = Start-ThreadJob { Import-Module $using:ModulePath; Show-ReveImage "$using:PWD/fox.png" } |
                Receive-Job -Wait -AutoRemoveJob
            $text | Should -BeExactly (Show-ReveImage fox.png -Protocol Blocks)
        }
    }

    Context 'a terminal that can be queried' -Skip:(-not $hasTerminal) {
        BeforeAll {
            # Runs a shell command in a terminal of its own, which gives the next reply each time that it is queried.
            function Invoke-InTerminal([string] $Command, [string[]] $Reply) {
                $start = [Diagnostics.ProcessStartInfo]::new('script')
                '-qefc', $Command, '/dev/null' | ForEach-Object { $start.ArgumentList.Add($_) }
                $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
                $start.WorkingDirectory = "$PWD"
                $process = [Diagnostics.Process]::Start($start)
                $seen, $block, $queries = [Text.StringBuilder]::new(), [char[]]::new(4096), 0
                while (($count = $process.StandardOutput.Read($block, 0, $block.Length)) -gt 0) {
                    $null = $seen.Append($block, 0, $count)
                    $received = [regex]::Matches($seen, "`e\[c").Count
                    for (; $queries -lt $received; $queries++) {
                        $process.StandardInput.Write("$($Reply[$queries])")
                        $process.StandardInput.Flush()
                    }
                }
                $process.WaitForExit()
                [pscustomobject]@{ Queries = $queries; Text = $seen.ToString() }
            }

            # The command of a PowerShell that runs a script with the module.
            function Get-ScriptCommand([string] $File, [string[]] $Script) {
                Set-Content $File (@("Import-Module '$ModulePath'") + $Script)
                "$(Get-ShellCommand) -NoProfile -File $File"
            }
        }

        It 'uses the protocol that the terminal reports, and queries it once for all images of a command' {
            $command = Get-ScriptCommand query.ps1 @(
                "foreach (`$name in 'sixel', 'none', 'silent') {"
                '    $text = Show-ReveImage fox.png; Set-Content "$name.txt" $text -NoNewline'
                '}'
                "'fox.png', 'fox.png' | Show-ReveImage | Set-Content both.txt"
            )
            $run = Invoke-InTerminal $command "`e[?62;4;22c", "`e[?62;22c", '', "`e[?62;4c"
            $run.Queries | Should -Be 4
            Get-Content sixel.txt -Raw | Should -BeExactly (Show-ReveImage fox.png -Protocol Sixel)
            Get-Content none.txt -Raw | Should -BeExactly (Show-ReveImage fox.png -Protocol Blocks)
            Get-Content silent.txt -Raw | Should -BeExactly (Show-ReveImage fox.png -Protocol Blocks)
            Get-Content both.txt | Should -HaveCount 2
            $run.Text | Should -Not -Match '\?62' -Because 'the reply of the terminal is not shown'
        }

        It 'does not query the terminal when it is identified, named or dumb, or when the command runs in parallel' {
            $command = Get-ScriptCommand quiet.ps1 @(
                '$env:KITTY_WINDOW_ID = 1; Show-ReveImage fox.png | Set-Content identified.txt'
                '$env:KITTY_WINDOW_ID = $null; Show-ReveImage fox.png -Protocol Blocks | Set-Content named.txt'
                '$env:TERM = "dumb"; Show-ReveImage fox.png | Set-Content dumb.txt; $env:TERM = "xterm-256color"'
                "1 | ForEach-Object -Parallel { Import-Module '$ModulePath'; Show-ReveImage fox.png } |"
                '    Set-Content parallel.txt'
            )
            $run = Invoke-InTerminal $command "`e[?62;4c"
            $run.Queries | Should -Be 0
            Get-Content identified.txt -Raw | Should -Match "^`e_G"
            foreach ($name in 'named', 'dumb', 'parallel') { Get-Content "$name.txt" -Raw | Should -Match "^`e\[" }
        }

        It 'does not query the terminal when the input is redirected' {
            $script = Get-ScriptCommand piped.ps1 'Show-ReveImage fox.png | Set-Content text.txt'
            (Invoke-InTerminal "echo | $script" "`e[?62;4c").Queries | Should -Be 0
            Get-Content text.txt -Raw | Should -Match "^`e\["
        }

        It 'does not stop a command that runs in the background of a shell' {
            $script = Get-ScriptCommand inner.ps1 'Show-ReveImage fox.png | Set-Content text.txt -NoNewline'
            # With job control on, a background command is in a process group of its own.
            Set-Content background.sh "set -m; $script & wait"
            $null = Invoke-InTerminal 'bash background.sh'
            Get-Content text.txt -Raw | Should -BeExactly (Show-ReveImage fox.png -Protocol Blocks)
        }
    }

    Context '-External' -Skip:(-not $onLinux) {
        BeforeEach {
            # A viewer that keeps what it was given, in place of the system's own.
            $null = New-Item bin -ItemType Directory
            Set-Content bin/xdg-open @(
                '#!/bin/sh'
                "printf '%s' `"`$1`" > '$PWD/opened.txt'"
                "cp `"`$1`" '$PWD/opened.bin'"
                'exit ${VIEWER_EXIT:-0}'
            )
            chmod +x bin/xdg-open
            $script:PathBefore = $env:PATH
            $env:PATH = "$PWD/bin:$env:PATH"
            $env:TMPDIR = "$PWD"
        }
        AfterEach { $env:PATH = $PathBefore; $env:TMPDIR = $env:VIEWER_EXIT = $null }

        It 'opens the file itself, of any format, and emits nothing' {
            foreach ($file in 'fox.png', 'fox.jpg') {
                Show-ReveImage $file -External | Should -BeNullOrEmpty
                Get-Content opened.txt | Should -Be (Join-Path $PWD $file)
            }
        }

        It 'opens a file of any name' {
            $name = 'a "fox" $HOME `; it''s.png'
            [IO.File]::WriteAllBytes("$PWD/$name", $Fox)
            Show-ReveImage -LiteralPath $name -External
            Get-Content opened.txt | Should -Be (Join-Path $PWD $name)
        }

        It 'opens an image from memory as a temporary file' {
            , $Fox | Show-ReveImage -External
            Get-Content opened.txt | Should -BeLike '*.png'
            [IO.File]::ReadAllBytes("$PWD/opened.bin") | Should -Be $Fox
        }

        It 'opens a copy with the right extension, so that nothing else runs the file' {
            [IO.File]::WriteAllBytes("$PWD/fox.desktop", $Fox)
            Show-ReveImage fox.desktop -External
            Get-Content opened.txt | Should -BeLike '*.png'
            [IO.File]::ReadAllBytes("$PWD/opened.bin") | Should -Be $Fox
        }

        It 'rejects a text and a file that does not exist' {
            'hello' > a.png
            Get-ErrorId (Invoke-Captured { 'a.png', 'b.png' | Show-ReveImage -External }).Errors |
                Should -Be 'InputNotImage', 'InputNotFound'
            'opened.txt' | Should -Not -Exist
        }

        It 'reports a viewer that is missing or that fails' {
            $env:VIEWER_EXIT = 3
            $run = Invoke-Captured { Show-ReveImage fox.png -External }
            Get-ErrorId $run.Errors | Should -Be 'ViewerNotStarted'
            $run.Errors[0].ErrorDetails.Message | Should -Match 'xdg-open failed with exit code 3'
            $env:PATH = "$PWD"
            $run = Invoke-Captured { Show-ReveImage fox.png -External }
            Get-ErrorId $run.Errors | Should -Be 'ViewerNotStarted'
            $run.Errors[0].ErrorDetails.Message | Should -Match 'xdg-open is not installed'
        }
    }
}
