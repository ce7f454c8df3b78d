BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    function New-Hosted([string] $Prompt = 'a fox') { New-ReveImage $Prompt @OnEmulator -SkipDownload }
}

Describe 'Save-ReveImage' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    Context 'input' {
        It 'downloads an image that was skipped, without a key' {
            $image = New-Hosted
            $saved = $image | Save-ReveImage -OutFile fox.png -PassThru

            $saved | Should -BeOfType Reve.ReveImage
            $saved.FullName | Should -Be (Join-Path $PWD 'fox.png')
            $saved.Width, $saved.Height, $saved.ContentType | Should -Be 1248, 832, 'image/png'
            $saved.Length | Should -Be (Get-Item fox.png).Length
            $saved.Prompt, $saved.Url, $saved.Usage.Amount, $saved.RequestId |
                Should -Be $image.Prompt, $image.Url, $image.Usage.Amount, $image.RequestId
            Get-EmulatorRequest GET | Where-Object path -Like '/generations*' |
                ForEach-Object { $_.headers.PSObject.Properties.Name | Should -Not -Contain 'Authorization' }
            @(Get-EmulatorBill).Count | Should -Be 1
        }

        It 'saves the bytes of a result' {
            $image = New-ReveImage 'a fox' -Provider Sandbox
            $image | Save-ReveImage -OutDirectory out | Should -BeNullOrEmpty
            [Convert]::ToBase64String([IO.File]::ReadAllBytes("$PWD/out/0000-a-fox.png")) |
                Should -Be ([Convert]::ToBase64String($image.Bytes))
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'takes <Name>' -ForEach @(
            @{ Name = 'rows of a CSV file'
                Script = { New-Hosted | Export-Csv a.csv; Import-Csv a.csv | Save-ReveImage -PassThru } }
            @{ Name = 'rows of a JSON file with the bytes as numbers'
                Script = { $image = New-ReveImage 'a fox' -Provider Sandbox
                    @{ Prompt = 'a fox'; Bytes = $image.Bytes } | ConvertTo-Json | ConvertFrom-Json |
                        Save-ReveImage -PassThru } }
            @{ Name = 'results that went through a file of their own'
                Script = { New-ReveImage 'a fox' -Provider Sandbox | Export-Clixml a.xml
                    Import-Clixml a.xml | Save-ReveImage -PassThru } }
            @{ Name = 'a hashtable'
                Script = { Save-ReveImage @{ url = (New-Hosted).Url; prompt = 'a fox' } -PassThru } }
            @{ Name = 'base64'
                Script = { [pscustomobject]@{ Prompt = 'a fox'
                        Bytes = [Convert]::ToBase64String((New-ReveImage 'a fox' -Provider Sandbox).Bytes) } |
                        Save-ReveImage -PassThru } }
        ) {
            $saved = & $Script
            $saved.FullName | Should -Be (Join-Path $PWD '0000-a-fox.png')
            $saved.Prompt | Should -Be 'a fox'
            $saved.Width | Should -Be 1248
        }

        It 'takes addresses, data URIs and bytes by themselves' {
            $bytes = (New-ReveImage 'a fox' -Provider Sandbox).Bytes
            $url = (New-Hosted).Url
            $saved = @(
                $url | Save-ReveImage -OutFile a.png -PassThru
                [uri] $url | Save-ReveImage -OutFile b.png -PassThru
                "data:image/png;base64,$([Convert]::ToBase64String($bytes))" | Save-ReveImage -OutFile c.png -PassThru
                , $bytes | Save-ReveImage -OutFile d.png -PassThru
                Save-ReveImage $bytes -OutFile e.png -PassThru
            )
            $saved.Width | Should -Be (@(1248) * 5)
            (Get-ChildItem).Name | Should -Be a.png, b.png, c.png, d.png, e.png
        }

        It 'saves many at once and emits them in the order of the input' {
            $images = 1..8 | ForEach-Object { "fox $_" } | New-ReveImage @OnEmulator -SkipDownload
            $saved = Save-ReveImage $images -OutDirectory out -NameTemplate '{slug}' -ThrottleLimit 3 -PassThru
            $saved.FullName | Split-Path -Leaf | Should -Be (1..8 | ForEach-Object { "fox-$_.png" })
        }

        It 'saves each row to the file that it names' {
            'x', 'y' | ForEach-Object { [pscustomobject]@{ Url = (New-Hosted).Url; OutFile = "$_.png" } } |
                Save-ReveImage
            (Get-ChildItem).Name | Should -Be x.png, y.png
        }

        It 'rejects <Name>' -ForEach @(
            @{ Name = 'an object without an image'; Id = 'InputMissing'
                Script = { [pscustomobject]@{ A = 1 } | Save-ReveImage } }
            @{ Name = 'a row whose columns are empty'; Id = 'InputMissing'
                Script = { [pscustomobject]@{ Url = ''; Bytes = 'System.Byte[]' } | Save-ReveImage } }
            @{ Name = 'a file'; Id = 'InputMissing'; Script = { Get-Item . | Save-ReveImage } }
            @{ Name = 'words'; Id = 'InputNotUnderstood'; Script = { 'a fox' | Save-ReveImage } }
            @{ Name = 'single bytes, once'; Id = 'InputNotUnderstood'; Script = { [byte[]](1, 2, 3) | Save-ReveImage } }
            @{ Name = 'bytes that are no image'; Id = 'InputNotImage'
                Script = { , [byte[]](1, 2, 3) | Save-ReveImage } }
            @{ Name = 'nothing'; Id = 'InputMissing'; Script = { Save-ReveImage $null } }
        ) {
            $run = Invoke-Captured $Script
            $run.Output | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be $Id
            $run.Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-ChildItem -Force | Should -BeNullOrEmpty
        }

        It 'continues after an item that it cannot save' {
            $run = Invoke-Captured { Save-ReveImage (New-Hosted), 'nonsense', (New-Hosted 'an owl') -PassThru }
            $run.Output.Prompt | Should -Be 'a fox', 'an owl'
            Get-ErrorId $run.Errors | Should -Be 'InputNotUnderstood'
        }
    }

    Context 'files' {
        It 'does nothing with -WhatIf' {
            $image = New-Hosted
            $before = @(Get-EmulatorRequest).Count
            $image | Save-ReveImage -OutDirectory out -PassThru -WhatIf | Should -BeNullOrEmpty
            @(Get-EmulatorRequest).Count | Should -Be $before
            'out' | Should -Not -Exist
        }

        It 'overwrites an existing file only with -Force' {
            'mine' | Set-Content fox.png
            $image = New-Hosted
            $run = Invoke-Captured { $image | Save-ReveImage -OutFile fox.png }
            Get-ErrorId $run.Errors | Should -Be 'OutputExists'
            $run.Errors[0].TargetObject | Should -BeLike '*fox.png'
            Get-Content fox.png | Should -Be 'mine'

            $image | Save-ReveImage -OutFile fox.png -Force
            (Get-Item fox.png).Length | Should -BeGreaterThan 100
        }

        It 'saves none of several images that would share one file' {
            $images = New-ReveImage 'a fox', 'an owl' @OnEmulator -SkipDownload
            $run = Invoke-Captured { $images | Save-ReveImage -OutFile fox.png }
            Get-ErrorId $run.Errors | Should -Be 'OutputShared', 'OutputShared'
            Get-ChildItem | Should -BeNullOrEmpty
        }

        It 'reports the result whose download fails, and continues' {
            $images = New-ReveImage 'a fox', 'an owl' @OnEmulator -SkipDownload
            $bad = ([uri] $images[0].Url).AbsolutePath
            Add-Misbehaviour @{
                Path = $bad; Status = 404; Body = 'gone'; Headers = @{ 'Retry-After-Ms' = '1' }; Times = 9
            }
            $run = Invoke-Captured { $images | Save-ReveImage -PassThru -RetryIntervalSec 1 -MaximumRetryCount 1 }
            $run.Output.Prompt | Should -Be 'an owl'
            Get-ErrorId $run.Errors | Should -Be 'DownloadFailed'
            $run.Errors[0].TargetObject | Should -Be $images[0].Url
            (Get-ChildItem -Force).Name | Should -Be '0001-an-owl.png'
        }
    }

    It 'writes metadata into the copy with -EmbedMetadata, and leaves the original as it is' {
        $image = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png
        $before = (Get-FileHash fox.png).Hash
        $saved = $image | Save-ReveImage -OutFile copy.png -EmbedMetadata -PassThru
        $info = Get-ReveImageInfo copy.png
        $info.Origins, $info.Prompt, $info.Model | Should -Be Embedded, 'a fox', 'sandbox/create'
        $saved.Length | Should -Be (Get-Item copy.png).Length
        (Get-FileHash fox.png).Hash | Should -Be $before
    }

    It 'has no parameter that would have no effect' {
        $parameters = (Get-Command Save-ReveImage).Parameters.Keys
        $parameters | Should -Not -Contain 'Provider'
        $parameters | Should -Not -Contain 'ApiKey'
        'TimeoutSec', 'MaximumRetryCount', 'RetryIntervalSec', 'Connection', 'ThrottleLimit' |
            ForEach-Object { $parameters | Should -Contain $_ }
    }
}
