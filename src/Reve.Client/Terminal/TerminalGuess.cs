using System;

namespace Reve.Terminal;

/// <summary>What the environment tells about the terminal.</summary>
/// <param name="Protocol">How the terminal takes images, as far as one can tell.</param>
/// <param name="IsSure">Whether there is nothing to ask the terminal about.</param>
public sealed record TerminalGuess(TerminalProtocol Protocol, bool IsSure)
{
    /// <summary>Tells by the environment which protocol the terminal knows.</summary>
    /// <param name="variable">The value of an environment variable, or null when it is not set.</param>
    public static TerminalGuess FromEnvironment(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        foreach (var sign in TerminalSign.All)
        {
            if (sign.IsSeen(variable(sign.Variable))) return new TerminalGuess(sign.Protocol, sign.IsSure);
        }

        return new TerminalGuess(TerminalProtocol.Blocks, IsSure: false);
    }

    /// <summary>The protocol to draw with, once the terminal has answered, or has not.</summary>
    public TerminalProtocol Settle(string? answer) => IsSure ? Protocol : TerminalReply.SpeaksOfSixel(answer) switch
    {
        true => TerminalProtocol.Sixel,
        false => TerminalProtocol.Blocks,
        null => Protocol,
    };
}
