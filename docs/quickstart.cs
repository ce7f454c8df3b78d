#!/usr/bin/env dotnet
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// Builds the module and makes an image with the Sandbox provider: no key, no network, no cost.
// The cmdlets run in the PowerShell that .config/dotnet-tools.json pins.

using System;
using System.Diagnostics;
using System.IO;

const string Script = """
    $ErrorActionPreference = 'Stop'
    Import-Module $env:QUICKSTART_MODULE
    $options = @{ Provider = 'Sandbox'; AspectRatio = '16:9'; OutFile = $env:QUICKSTART_FILE; Force = $true }
    $image = New-ReveImage 'a paper fox under a lantern, folded from a page of old sheet music' @options
    if ($Host.UI.SupportsVirtualTerminal -and -not [Console]::IsOutputRedirected) { $image | Show-ReveImage }
    $image | Format-List
    """;

var root = Path.GetFullPath(Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, ".."));
var file = Path.Combine(root, "out", "fox.png");
Environment.SetEnvironmentVariable("QUICKSTART_MODULE", Path.Combine(root, "out", "Reve"));
Environment.SetEnvironmentVariable("QUICKSTART_FILE", file);

Console.WriteLine("Building the module ...");
string[] build = ["build", Path.Combine("src", "Reve"), "--verbosity", "quiet", "--nologo"];
if (Dotnet(build) is var built and not 0) return built;

Console.WriteLine("Restoring PowerShell ...");
if (Dotnet("tool", "restore", "--verbosity", "quiet") is var restored and not 0) return restored;

Console.WriteLine("Making an image with New-ReveImage ...");
string[] command = ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-Command", Script];
if (Dotnet(command) is var made and not 0) return made;

Console.WriteLine($"The image is in {file}");
return 0;

int Dotnet(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root })!;
    process.WaitForExit();
    return process.ExitCode;
}
