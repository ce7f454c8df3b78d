using System;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Threading;
using Reve.Terminal;

namespace Reve.Hosting;

/// <summary>The terminal in front of the user, as far as there is one.</summary>
internal sealed class Screen(PSHost host, CancellationToken stop)
{
    private const string ConsoleHost = "ConsoleHost";
    private const int UsualColumns = 80;

    private TerminalProtocol? _protocol;

    /// <summary>How the terminal takes images: by the environment, else by asking it once.</summary>
    public TerminalProtocol Protocol => _protocol ??= Find();

    /// <summary>The room for an image, so that a line for the prompt is left.</summary>
    public TerminalSpace Space(int? width)
    {
        if (width is { } columns) return new TerminalSpace(columns) { Fills = true };
        return Window() is { } window
            ? new TerminalSpace(window.Width, Math.Max(1, window.Height - 1))
            : new TerminalSpace(UsualColumns);
    }

    private TerminalProtocol Find()
    {
        var guess = TerminalGuess.FromEnvironment(Environment.GetEnvironmentVariable);
        return guess.Settle(guess.IsSure || !MayAsk() ? null : ConsoleQuestion.Ask(TerminalReply.Question, stop));
    }

    private Size? Window()
    {
        if (IsConsole && Console.IsOutputRedirected) return null;
        try
        {
            return host.UI.RawUI.WindowSize is { Width: > 0, Height: > 0 } window ? window : null;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException
            or NotSupportedException or InvalidOperationException or System.IO.IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Only the runspace of the prompt may ask, and only when a person is at both ends: anywhere else the question
    /// would land in somebody's output, or the answer in somebody's input.
    /// </summary>
    private bool MayAsk() =>
        IsConsole && Runspace.DefaultRunspace?.Id == 1 && host.UI.SupportsVirtualTerminal
        && !Console.IsInputRedirected && !Console.IsOutputRedirected && Foreground.HasKeyboard;

    private bool IsConsole => host.Name == ConsoleHost;
}
