BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $PSStyle.OutputRendering = 'PlainText'
}

Describe 'The table of results' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'shows the prompt and the file' {
        $shown = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png | Out-String -Width 120

        $shown | Should -Match 'Prompt\s+File'
        $shown | Should -Match 'a fox\s+fox\.png'
    }

    It 'does not show an address as if it were a file' {
        $shown = New-ReveImage 'a fox' @OnEmulator -SkipDownload | Out-String -Width 120

        $shown | Should -Match 'a fox\s+url\s'
        $shown | Should -Not -Match '\.png'
    }

    It 'shows an image in memory' {
        New-ReveImage 'a fox' -Provider Sandbox | Out-String -Width 120 | Should -Match 'a fox\s+memory\s'
    }

    It 'keeps a prompt of several lines on one line' {
        New-ReveImage "a fox`nand`tan owl" -Provider Sandbox | Out-String -Width 120 | Should -Match 'a fox and an owl'
    }

    It 'shows no control characters of a prompt or a host, in any view' {
        $hostile = "a$([char] 27)[31m fox$([char] 0x202E)$([char] 0x9B)"
        $shown = New-ReveImage $hostile -Provider Sandbox | ForEach-Object {
            $_ | Format-Table; $_ | Format-List; $_ | Format-Wide
        }
        $shown += [Reve.ReveTask] @{
            Id = $hostile; Provider = $TaskProvider; Error = $hostile; Urls = [string[]] $hostile } |
            ForEach-Object { $_ | Format-Table; $_ | Format-List; $_ | Format-Wide }

        $text = $shown | Out-String -Width 120

        $text | Should -Match 'fox'
        $text -replace '[\r\n]' | Should -Not -Match '[\p{Cc}\p{Cf}]'
    }

    It 'fits into 80 columns' {
        $lines = New-ReveImage ('a long prompt ' * 9) -Provider Sandbox -OutFile ('x' * 60 + '.png') |
            Out-String -Width 80 -Stream

        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        ($lines | Where-Object { $_ }) | Should -HaveCount 3
    }

    It 'is the same for results from a file' {
        $image = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png
        $image | Export-Clixml result.xml

        Import-Clixml result.xml | Out-String | Should -Be ($image | Out-String)
        Import-Clixml result.xml | Format-List | Out-String | Should -Be ($image | Format-List | Out-String)
    }

    It 'is the same for results from a job, which still have their bytes' {
        $path = $ModulePath
        $results = Start-Job { Import-Module $using:path; New-ReveImage 'a fox' -Provider Sandbox } |
            Receive-Job -Wait -AutoRemoveJob

        $results | Out-String | Should -Match 'a fox\s+memory\s'
        $results.Bytes[0..3] | Should -Be 0x89, 0x50, 0x4E, 0x47
        $results | Edit-ReveImage 'night' -Provider Sandbox | Should -BeOfType Reve.ReveImage
    }
}

Describe 'A result' {
    BeforeAll { $script:Image = New-ReveImage 'a fox' -Provider Sandbox }

    It 'has its bytes, but not in JSON, CSV or a list of all properties' {
        $Image.Bytes[0..3] | Should -Be 0x89, 0x50, 0x4E, 0x47
        $Image | ConvertTo-Json | Should -Not -Match 'Bytes'
        $Image | ConvertTo-Csv | Should -Not -Match 'Bytes'
        $Image | Format-List * | Out-String | Should -Not -Match 'Bytes'
        ($Image | Select-Object Bytes).Bytes | Should -HaveCount $Image.Length
    }

    It 'without a file and bytes has no bytes' {
        Reset-Emulator
        $hosted = New-ReveImage 'a fox' @OnEmulator -SkipDownload

        $null -eq $hosted.Bytes | Should -BeTrue
    }
}
