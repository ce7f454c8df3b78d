using System;
using System.Collections.Generic;
using System.Globalization;

namespace Reve.Graphics.Terminal.Detection;

/// <summary>Identifies a terminal by an environment variable and the start of its value.</summary>
internal sealed class DetectionRule(string variable, string prefix, TerminalProtocol protocol)
{
    public string Variable { get; } = variable;

    public string Prefix { get; } = prefix;

    public TerminalProtocol Protocol { get; } = protocol;

    /// <summary>
    /// The first match decides. A terminal inherits the variables of the terminal that started it, so multiplexers and
    /// variables that every terminal sets anew come first.
    /// </summary>
    public static IReadOnlyList<DetectionRule> All { get; } =
    [
        new("ZELLIJ", "", TerminalProtocol.Blocks) { IsCertain = false },
        new("TERM", "dumb", TerminalProtocol.Blocks),
        new("TERM", "tmux", TerminalProtocol.Blocks) { IsCertain = false },
        new("TERM", "screen", TerminalProtocol.Blocks) { IsCertain = false },
        new("TERM", "xterm-kitty", TerminalProtocol.Kitty),
        new("TERM", "xterm-ghostty", TerminalProtocol.Kitty),
        new("TERM", "wezterm", TerminalProtocol.ITerm2),
        new("TERM", "foot", TerminalProtocol.Sixel),
        new("TERM", "mlterm", TerminalProtocol.Sixel),
        new("TERM", "contour", TerminalProtocol.Sixel),
        new("TERM", "yaft", TerminalProtocol.Sixel),
        new("TERM", "xterm-sixel", TerminalProtocol.Sixel),
        new("TMUX", "", TerminalProtocol.Blocks) { IsCertain = false },
        new("STY", "", TerminalProtocol.Blocks) { IsCertain = false },
        new("TERM_PROGRAM", "iTerm", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "WezTerm", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "mintty", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "rio", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "Tabby", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "ghostty", TerminalProtocol.Kitty),
        new("TERM_PROGRAM", "WarpTerminal", TerminalProtocol.Kitty),
        new("TERM_PROGRAM", "Apple_Terminal", TerminalProtocol.Blocks),
        // Supports Sixel if the setting for images is on.
        new("TERM_PROGRAM", "vscode", TerminalProtocol.Blocks) { IsCertain = false },
        new("KITTY_WINDOW_ID", "", TerminalProtocol.Kitty),
        new("GHOSTTY_RESOURCES_DIR", "", TerminalProtocol.Kitty),
        new("WEZTERM_PANE", "", TerminalProtocol.ITerm2),
        new("ITERM_SESSION_ID", "", TerminalProtocol.ITerm2),
        new("LC_TERMINAL", "iTerm2", TerminalProtocol.ITerm2),
        new("KONSOLE_VERSION", "", TerminalProtocol.Kitty) { MinimumVersion = 220400 },
        new("MLTERM", "", TerminalProtocol.Sixel),
        // Windows Terminal supports Sixel since version 1.22 and does not report its version.
        new("WT_SESSION", "", TerminalProtocol.Sixel) { IsCertain = false },
    ];

    /// <summary>Whether querying the terminal could not improve the result.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>The first version for which the rule applies, if the variable holds a version.</summary>
    public int? MinimumVersion { get; init; }

    public bool Matches(string? value) =>
        !string.IsNullOrEmpty(value)
        && value!.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && (MinimumVersion is null || VersionOf(value) >= MinimumVersion);

    private static int VersionOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
