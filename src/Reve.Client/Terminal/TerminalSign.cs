using System;
using System.Collections.Generic;
using System.Globalization;

namespace Reve.Terminal;

/// <summary>An environment variable that gives a terminal away.</summary>
internal sealed record TerminalSign(string Variable, string Beginning, TerminalProtocol Protocol)
{
    /// <summary>
    /// The first that is seen decides. A terminal hands on the variables of the one that it was started from, so what
    /// stands between and what each sets anew come first.
    /// </summary>
    public static IReadOnlyList<TerminalSign> All { get; } =
    [
        new("ZELLIJ", "", TerminalProtocol.Blocks) { IsSure = false },
        new("TERM", "dumb", TerminalProtocol.Blocks),
        new("TERM", "tmux", TerminalProtocol.Blocks) { IsSure = false },
        new("TERM", "screen", TerminalProtocol.Blocks) { IsSure = false },
        new("TERM", "xterm-kitty", TerminalProtocol.Kitty),
        new("TERM", "xterm-ghostty", TerminalProtocol.Kitty),
        new("TERM", "wezterm", TerminalProtocol.ITerm2),
        new("TERM", "foot", TerminalProtocol.Sixel),
        new("TERM", "mlterm", TerminalProtocol.Sixel),
        new("TERM", "contour", TerminalProtocol.Sixel),
        new("TERM", "yaft", TerminalProtocol.Sixel),
        new("TERM", "xterm-sixel", TerminalProtocol.Sixel),
        new("TMUX", "", TerminalProtocol.Blocks) { IsSure = false },
        new("STY", "", TerminalProtocol.Blocks) { IsSure = false },
        new("TERM_PROGRAM", "iTerm", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "WezTerm", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "mintty", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "rio", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "Tabby", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "ghostty", TerminalProtocol.Kitty),
        new("TERM_PROGRAM", "WarpTerminal", TerminalProtocol.Kitty),
        new("TERM_PROGRAM", "Apple_Terminal", TerminalProtocol.Blocks),
        // Draws Sixel when its setting for images is on.
        new("TERM_PROGRAM", "vscode", TerminalProtocol.Blocks) { IsSure = false },
        new("KITTY_WINDOW_ID", "", TerminalProtocol.Kitty),
        new("GHOSTTY_RESOURCES_DIR", "", TerminalProtocol.Kitty),
        new("WEZTERM_PANE", "", TerminalProtocol.ITerm2),
        new("ITERM_SESSION_ID", "", TerminalProtocol.ITerm2),
        new("LC_TERMINAL", "iTerm2", TerminalProtocol.ITerm2),
        new("KONSOLE_VERSION", "", TerminalProtocol.Kitty) { LeastVersion = 220400 },
        new("MLTERM", "", TerminalProtocol.Sixel),
        // Windows Terminal draws Sixel since 1.22, and does not tell its version.
        new("WT_SESSION", "", TerminalProtocol.Sixel) { IsSure = false },
    ];

    /// <summary>Whether no answer of the terminal's would tell more.</summary>
    public bool IsSure { get; init; } = true;

    /// <summary>The version from which on it holds, where the variable tells it.</summary>
    public int? LeastVersion { get; init; }

    public bool IsSeen(string? value) =>
        !string.IsNullOrEmpty(value)
        && value!.StartsWith(Beginning, StringComparison.OrdinalIgnoreCase)
        && (LeastVersion is null || VersionOf(value) >= LeastVersion);

    private static int VersionOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
