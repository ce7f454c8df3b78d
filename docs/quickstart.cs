#!/usr/bin/env dotnet
#:project ../src/Reve.Client/Reve.Client.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// Builds the module and makes a picture with the Sandbox: no key, no network, no cost.
// With a PowerShell on the PATH it goes through the real cmdlet, else through the library behind it.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Reve;

const string Prompt = "a paper fox under a lantern, folded from a page of old sheet music";

var root = Path.GetFullPath(Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, ".."));
var picture = Path.Combine(root, "out", "fox.png");

Console.WriteLine("Building the module ...");
if (Run("dotnet", "build", Path.Combine(root, "src", "Reve"), "--verbosity", "quiet", "--nologo") != 0) return 1;

string[] shells = ["pwsh", "powershell"];
var shell = shells.FirstOrDefault(IsOnPath);
Console.WriteLine(shell is null
    ? "There is no PowerShell on the PATH: the picture is made by the library behind the cmdlets."
    : $"The picture is made by New-ReveImage in {shell}.");
Console.WriteLine();

if (shell is not null)
{
    Environment.SetEnvironmentVariable("QUICKSTART_MODULE", Path.Combine(root, "out", "Reve"));
    Environment.SetEnvironmentVariable("QUICKSTART_PROMPT", Prompt);
    Environment.SetEnvironmentVariable("QUICKSTART_FILE", picture);
    const string Script = "Import-Module $env:QUICKSTART_MODULE; New-ReveImage $env:QUICKSTART_PROMPT -Provider Sandbox "
        + "-AspectRatio 16:9 -OutFile $env:QUICKSTART_FILE -Force | Format-List";
    if (Run(shell, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", Script) != 0) return 1;
}
else
{
    var client = new ReveClient(new ReveConnection { Provider = ProviderRegistry.Get("Sandbox") });
    var request = new ImageRequest { Prompt = Prompt, AspectRatio = "16:9" };
    var results = await client.GenerateAsync(
        client.CreateJob(request) with { Output = OutputTarget.ToFile(picture, force: true) });
    var image = results[0].Image!;
    Console.WriteLine($"Prompt : {image.Prompt}");
    Console.WriteLine($"Model  : {image.Model}");
    Console.WriteLine($"Pixels : {image.Width} x {image.Height}");
    Console.WriteLine($"Charge : {image.Usage}");
}

Console.WriteLine($"The picture is in {picture}");
return 0;

static int Run(string program, params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
    process.WaitForExit();
    return process.ExitCode;
}

static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
    .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
