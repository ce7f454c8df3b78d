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
        $task.Status | Should -Be Completed
        (ConvertFrom-ReveWebhook ($Body -is [byte[]] ? $Body : $Body -join "`n")).Id | Should -Be 't1'
    }

    It 'rejects a body without a task' {
        Get-ErrorId (Invoke-Captured { 'hello' | ConvertFrom-ReveWebhook }).Errors | Should -Be 'WebhookUnreadable'
    }

}
