using System;
using System.IO;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Threading;
using Reve.Graphics.Terminal;
using Reve.Graphics.Terminal.Detection;

namespace Reve.Hosting.Display;

/// <summary>The terminal of the user, if there is one.</summary>
internal sealed class TerminalScreen(PSHost host, CancellationToken stop)
{
    private const string ConsoleHostName = "ConsoleHost";
    private const int DefaultColumns = 80;

    private TerminalProtocol? _protocol;

    /// <summary>The protocol according to the environment, or to a single query of the terminal.</summary>
    public TerminalProtocol Protocol => _protocol ??= Detect();

    private bool IsConsole => host.Name == ConsoleHostName;

    /// <summary>
    /// Only the runspace of the prompt can query the terminal, and only without redirection. Elsewhere the query would
    /// become part of the output, and the reply part of the input.
    /// </summary>
    private bool CanQuery =>
        IsConsole && Runspace.DefaultRunspace?.Id == 1 && host.UI.SupportsVirtualTerminal
        && !Console.IsInputRedirected && !Console.IsOutputRedirected && ForegroundProcess.OwnsKeyboard;

    /// <summary>The space for an image. One line of the window is left for the prompt.</summary>
    public TerminalSpace Space(int? width)
    {
        if (width is { } columns) return new TerminalSpace(columns) { Fills = true };
        return WindowSize() is { } window
            ? new TerminalSpace(window.Width, Math.Max(1, window.Height - 1))
            : new TerminalSpace(DefaultColumns);
    }

    private TerminalProtocol Detect()
    {
        var detection = TerminalDetection.FromEnvironment(Environment.GetEnvironmentVariable);
        var needsQuery = !detection.IsCertain && CanQuery;
        return detection.Resolve(needsQuery
            ? ConsoleQuery.Send(DeviceAttributes.Query, DeviceAttributes.IsComplete, stop)
            : null);
    }

    private Size? WindowSize()
    {
        if (IsConsole && Console.IsOutputRedirected) return null;
        try
        {
            return host.UI.RawUI.WindowSize is { Width: > 0, Height: > 0 } window ? window : null;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException
            or NotSupportedException or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
