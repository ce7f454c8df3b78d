BeforeAll { . $PSScriptRoot/../Support/Suite.ps1 }

Describe 'ConvertFrom-ReveWebhook' {
    It 'converts the body of a webhook to a task: <Name>' -ForEach @(
        @{ Name = 'flat text'
            Body = '{"id":"t1","status":9,"output":{"image":"https://example.com/a.png"},"error":""}' }
        @{ Name = 'wrapped'
            Body = '{"event":"task.completed","timestamp":"2026-01-02T03:04:05Z",' +
                '"data":{"id":"t1","status":10,"output":{"image":"https://example.com/a.png"}}}' }
        @{ Name = 'lines'; Body = "{`n`"id`":`"t1`",`n`"status_text`":`"completed`"`n}" -split "`n" }
        @{ Name = 'bytes'; Body = [Text.Encoding]::UTF8.GetBytes('{"id":"t1","status":"COMPLETED"}') }
    ) {
        $task = $Body | ConvertFrom-ReveWebhook
        $task.Id | Should -Be 't1'
        $task.Status | Should -Be Unknown
        (ConvertFrom-ReveWebhook ($Body -is [byte[]] ? $Body : $Body -join "`n")).Id | Should -Be 't1'
    }

    It 'takes nothing but the id from a body that anyone can send' {
        $forged = '{"id":"t1","status":10,"error":"no","output":{"image":"http://169.254.169.254/latest"}}'

        $task = $forged | ConvertFrom-ReveWebhook

        $task.Provider | Should -Be $TaskProvider
        $task.Urls | Should -BeNullOrEmpty
        $task.Output, $task.Error, $task.Usage | Should -Be $null, $null, $null
    }

    It 'rejects an id that is more than an id: <Id>' -ForEach @(
        @{ Id = '../apps/run' }, @{ Id = '$(calc)' }, @{ Id = "a\u001b[2J" }, @{ Id = '..' }, @{ Id = 'x' * 201 }
    ) {
        Get-ErrorId (Invoke-Captured { "{`"id`":`"$Id`"}" | ConvertFrom-ReveWebhook }).Errors |
            Should -Be 'WebhookUnreadable'
    }

    It 'rejects a body without a task' {
        Get-ErrorId (Invoke-Captured { 'hello' | ConvertFrom-ReveWebhook }).Errors | Should -Be 'WebhookUnreadable'
    }

}
