using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests;

/// <summary>
/// The assemblies for Windows PowerShell, outside of .NET: in Mono, which loads assemblies by the rules of .NET
/// Framework. On Windows the workflow runs the package in Windows PowerShell itself.
/// </summary>
public sealed class FrameworkTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Images_are_generated_next_to_another_version_of_the_JSON_library()
    {
        Assert.SkipUnless(HasMono(), "Mono is not installed: apt-get install mono-devel");
        await using var emulator = await ReveEmulator.StartAsync();
        var host = Directory.GetFiles(
            Path.Combine(Repository.Tests, "Reve.FrameworkHost", "bin"), "Reve.FrameworkHost.dll",
            SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc)!;
        var assemblies = Path.Combine(Repository.Module, "bin");

        using var process = PowerShellHost.Start("mono", host, assemblies, $"{emulator.BaseUri}", emulator.ApiKey);
        using var time = new CancellationTokenSource(s_limit);
        var errors = process.StandardError.ReadToEndAsync(time.Token);
        var output = await process.StandardOutput.ReadToEndAsync(time.Token);
        await process.WaitForExitAsync(time.Token);

        Assert.True(process.ExitCode == 0, output + await errors);
        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["Create", "Edit", "Remix"], lines[..3].Select(line => line.Split(' ')[0]));
        Assert.Equal(["System.Text.Json 9", "System.Text.Json 8"], lines[3..5]);
        Assert.Equal($"library {Path.Combine(assemblies, "Reve.Client.dll")}", lines[5]);
        Assert.Equal(
            ["reve/create-image", "reve/edit-image", "reve/remix-edit-image"],
            emulator.Bill.Select(charge => charge.Model));
    }

    private static bool HasMono()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("mono", "--version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
