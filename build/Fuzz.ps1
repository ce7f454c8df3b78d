# Fuzzes the readers with coverage: AFL++ keeps the inputs that reach new code, and changes them further. An input that
# ends with an exception other than a ReveException is a crash. Needs afl-fuzz (apt-get install afl++).

function Invoke-Fuzzer([string] $Project, [string] $Folder, [int] $Seconds) {
    if (-not (Get-Command afl-fuzz -ErrorAction Ignore)) { throw 'afl-fuzz is not installed (apt-get install afl++).' }
    Remove-Item $Folder -Recurse -Force -ErrorAction Ignore
    Invoke-Dotnet build $Project --configuration Release --output "$Folder/bin"
    # The instrumented copy cannot run without the fuzzer.
    Copy-Item "$Folder/bin" "$Folder/instrumented" -Recurse
    $program = "$Folder/bin/Reve.Fuzz.dll"
    Invoke-Dotnet $program instrument "$Folder/instrumented/Reve.Client.dll"
    $env:AFL_SKIP_BIN_CHECK = $env:AFL_NO_UI = $env:AFL_SKIP_CPUFREQ = $env:AFL_NO_AFFINITY = 1
    $env:AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES = 1
    $null = New-Item "$Folder/findings" -ItemType Directory
    foreach ($name in & dotnet $program list) {
        $samples, $findings = "$Folder/samples/$name", "$Folder/findings/$name"
        Invoke-Dotnet $program samples $name $samples
        $null = & afl-fuzz -i $samples -o $findings -V $Seconds -m none -t 20000 -- (
            Get-Command dotnet).Source "$Folder/instrumented/Reve.Fuzz.dll" fuzz $name
        Get-FuzzResult $name "$findings/default/fuzzer_stats"
    }
}

function Get-FuzzResult([string] $Name, [string] $File) {
    $stats = @{}
    Get-Content $File | ForEach-Object { $key, $value = $_ -split '\s*:\s*', 2; $stats[$key] = $value }
    [pscustomobject]@{
        Reader  = $Name
        Seconds = [int] $stats.run_time
        Inputs  = [long] $stats.execs_done
        Kept    = [int] $stats.corpus_count
        Edges   = [int] $stats.edges_found
        Crashes = [int] $stats.saved_crashes
        Hangs   = [int] $stats.saved_hangs
    }
}
