using System;
using System.Diagnostics;
using System.IO;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Tests;

/// <summary>A PowerShell with tests/Invoke-Suite.ps1 in it, which runs one suite after another.</summary>
internal sealed class SuiteProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(10);

    private readonly NamedPipeServerStream _pipe;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StreamReader _reader;

    private SuiteProcess(NamedPipeServerStream pipe, Process process)
    {
        _pipe = pipe;
        _process = process;
        _reader = new StreamReader(pipe, leaveOpen: true);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether another suite can run in it.</summary>
    public bool IsUsable { get; private set; } = true;

    public static async Task<SuiteProcess> StartAsync()
    {
        var name = $"reve-suites-{Guid.NewGuid():N}";
        var pipe = new NamedPipeServerStream(
            name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        var command = await PowerShellHost.CommandAsync();
        var script = Path.Combine(Repository.Tests, "Invoke-Suite.ps1");
        var process = new SuiteProcess(pipe, PowerShellHost.Start(
            [.. command, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script, "-Pipe", name]));
        using var time = new CancellationTokenSource(s_startLimit);
        try
        {
            await pipe.WaitForConnectionAsync(time.Token);
            return process;
        }
        catch (OperationCanceledException)
        {
            var output = process.Output();
            await process.DisposeAsync();
            throw new InvalidOperationException($"'{string.Join(' ', command)}' did not run {script}: {output}");
        }
    }

    /// <summary>Runs the suite. One that takes longer than the limit fails with its output so far.</summary>
    public async Task<SuiteReport> RunAsync(string path, TimeSpan limit)
    {
        lock (_output) _output.Clear();
        using var time = new CancellationTokenSource(limit);
        try
        {
            await _pipe.WriteAsync(Encoding.UTF8.GetBytes(path + "\n"), time.Token);
            if (await _reader.ReadLineAsync(time.Token) is { } report)
            {
                return JsonSerializer.Deserialize<SuiteReport>(report)!;
            }

            IsUsable = false;
            await _process.WaitForExitAsync(time.Token);
            return Failed($"The PowerShell ended with {_process.ExitCode}.");
        }
        catch (OperationCanceledException)
        {
            IsUsable = false;
            return Failed($"The suite did not end within {limit.TotalSeconds} s.");
        }
        catch (IOException problem)
        {
            IsUsable = false;
            return Failed($"The PowerShell is gone. {problem.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _pipe.DisposeAsync();
        try
        {
            using var time = new CancellationTokenSource(IsUsable ? s_endLimit : TimeSpan.Zero);
            await _process.WaitForExitAsync(time.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output) _output.AppendLine(line);
    }

    private string Output()
    {
        lock (_output) return _output.ToString();
    }

    private SuiteReport Failed(string reason) =>
        new(Succeeded: false, Failures: $"{reason} Its output so far:{Environment.NewLine}{Output()}");
}
