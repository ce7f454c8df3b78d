# Makes the about topics that Get-Help shows from their pages in docs/en-US: headings in capital letters, wrapped
# paragraphs, indented code, and the text of each link.

$topicWidth = 78

function Export-HelpTopic([string] $PageFolder, [string] $HelpFolder) {
    $null = New-Item $HelpFolder -ItemType Directory -Force
    foreach ($page in Get-ChildItem $PageFolder -Filter about_*.md) {
        $topic = ConvertTo-HelpTopic (Get-Content $page.FullName | Where-Object { $_ -notmatch '^<!--' })
        $text = ($topic -join "`n").TrimStart()
        [IO.File]::WriteAllText((Join-Path $HelpFolder "$($page.BaseName).help.txt"), "$text`n")
    }
}

function ConvertTo-HelpTopic([string[]] $Page) {
    $indent = '    '
    $text = [Collections.Generic.List[string]]::new()
    for ($at = 0; $at -lt $Page.Count; $at++) {
        $line = $Page[$at]
        switch -Regex ($line) {
            '^# (.+)' { 'TOPIC', "$indent$($Matches[1])" | ForEach-Object { $text.Add($_) }; break }
            '^##+ (.+)' {
                $text.Add($Matches[1].ToUpperInvariant())
                # No empty line between a heading and its text.
                while ($Page[$at + 1] -eq '' -and $Page[$at + 2] -notmatch '^#') { $at++ }
                break
            }
            '^```' {
                while ($Page[++$at] -notmatch '^```') { $text.Add("$indent$indent$($Page[$at])".TrimEnd()) }
                break
            }
            '^\|' {
                $rows = for (; $Page[$at] -match '^\|'; $at++) { , (Get-TopicCell $Page[$at]) }
                Format-TopicTable $rows $indent | ForEach-Object { $text.Add($_) }
                $at--
                break
            }
            '^(- |\d+\. )?\S' {
                while ($Page[$at + 1] -match '^(  |[^\s|`#\-\d])' -or $Page[$at + 1] -match '^(-\S|\d+[^.\d])') {
                    $line += ' ' + $Page[++$at].Trim()
                }
                if ($line -match '^- \[([^\]]+)\]\([^)]+\)$') { $text.Add("$indent$($Matches[1])"); break }
                $mark = if ($line -match '^(- |\d+\. )') { $Matches[1] } else { '' }
                $words = Get-TopicWord $line.Substring($mark.Length)
                $hanging = $indent + ' ' * $mark.Length
                Format-TopicParagraph -Text $words -First "$indent$mark" -Hanging $hanging |
                    ForEach-Object { $text.Add($_) }
                break
            }
            default { $text.Add('') }
        }
    }

    $text
}

# The text without Markdown characters.
function Get-TopicWord([string] $Text) { $Text -replace '`' -replace '\*\*' -replace '\[([^\]]+)\]\([^)]+\)', '$1' }

function Get-TopicCell([string] $Row) { $Row.Trim('|').Split('|') | ForEach-Object { (Get-TopicWord $_).Trim() } }

# A table when its rows fit, else a list: the first column, and below it the other columns with their names.
function Format-TopicTable($Rows, [string] $Indent) {
    $names = $Rows[0]
    $entries = @($Rows | Select-Object -Skip 2)
    $widths = for ($column = 0; $column -lt $names.Count; $column++) {
        $cells = , $names[$column] + @($entries | ForEach-Object { $_[$column] })
        ($cells | Measure-Object -Property Length -Maximum).Maximum
    }
    if (($widths | Measure-Object -Sum).Sum + 2 * ($names.Count - 1) + $Indent.Length -le $topicWidth) {
        foreach ($row in , $names + $entries) {
            $cells = for ($column = 0; $column -lt $row.Count; $column++) { $row[$column].PadRight($widths[$column]) }
            "$Indent$($cells -join '  ')".TrimEnd()
        }
        return
    }

    $label = 2 + ($names | Select-Object -Skip 1 | Measure-Object -Property Length -Maximum).Maximum
    $isFirst = $true
    foreach ($row in $entries) {
        if (-not $isFirst) { '' }
        $isFirst = $false
        Format-TopicParagraph -Text $row[0] -First $Indent -Hanging $Indent
        for ($column = 1; $column -lt $row.Count; $column++) {
            $name = "$Indent$Indent$("$($names[$column]):".PadRight($label))"
            Format-TopicParagraph -Text $row[$column] -First $name -Hanging (' ' * $name.Length)
        }
    }
}

function Format-TopicParagraph([string] $Text, [string] $First, [string] $Hanging) {
    $line = $First
    $isEmpty = $true
    foreach ($word in $Text -split '\s+') {
        if (-not $isEmpty -and $line.Length + 1 + $word.Length -gt $topicWidth) {
            $line
            $line = $Hanging
            $isEmpty = $true
        }
        $line += if ($isEmpty) { $word } else { " $word" }
        $isEmpty = $false
    }
    $line
}
