using System;

namespace Reve.Graphics.Terminal.Detection;

/// <summary>The protocol of the terminal, as far as environment variables identify it.</summary>
/// <param name="Protocol">The best protocol that the terminal is known to support.</param>
/// <param name="IsCertain">Whether querying the terminal could not improve the result.</param>
public sealed record TerminalDetection(TerminalProtocol Protocol, bool IsCertain)
{
    /// <summary>Detects the protocol from environment variables.</summary>
    /// <param name="getVariable">Returns the value of an environment variable, or null if it is not set.</param>
    public static TerminalDetection FromEnvironment(Func<string, string?> getVariable)
    {
        ArgumentNullException.ThrowIfNull(getVariable);
        foreach (var rule in DetectionRule.All)
        {
            if (rule.Matches(getVariable(rule.Variable))) return new TerminalDetection(rule.Protocol, rule.IsCertain);
        }

        return new TerminalDetection(TerminalProtocol.Blocks, IsCertain: false);
    }

    /// <summary>The protocol to use.</summary>
    /// <param name="reply">The reply to <see cref="DeviceAttributes.Query"/>, or null if there is none.</param>
    public TerminalProtocol Resolve(string? reply) => IsCertain ? Protocol : DeviceAttributes.HasSixel(reply) switch
    {
        true => TerminalProtocol.Sixel,
        false => TerminalProtocol.Blocks,
        null => Protocol,
    };
}
