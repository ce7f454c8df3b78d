# Makes the page about_Reve_Errors from its source and from the list of errors in the loaded library.

$errorTableMark = '<!-- The list of errors -->'

function Export-ErrorPage([string] $SourceFolder, [string] $PageFolder) {
    $source = Get-Content (Join-Path $SourceFolder 'about_Reve_Errors.md')
    if ($source -notcontains $errorTableMark) { throw "about_Reve_Errors.md has no line '$errorTableMark'." }
    $page = @('<!-- Generated from docs/help by ./build.ps1 -Task Docs. Do not edit this page. -->', '') +
        ($source | ForEach-Object { if ($_ -eq $errorTableMark) { Format-ErrorTable } else { $_ } })
    [IO.File]::WriteAllText((Join-Path $PageFolder 'about_Reve_Errors.md'), ($page -join "`n") + "`n")
}

# A heading and a table for each topic, in the order of the library.
function Format-ErrorTable {
    $isFirst = $true
    foreach ($topic in [Reve.ErrorCatalog]::All.Topic | Select-Object -Unique) {
        if (-not $isFirst) { '' }
        $isFirst = $false
        "### $topic", '', '| Id | Meaning | Cause | Remedy |', '| --- | --- | --- | --- |'
        [Reve.ErrorCatalog]::All | Where-Object Topic -EQ $topic |
            ForEach-Object { "| ``$($_.Kind)`` | $($_.Meaning) | $($_.Cause) | $($_.Remedy) |" }
    }
}
