using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Reve.Pipeline;

/// <summary>What each session of this process is connected to, for as long as the session lives.</summary>
internal static class Session
{
    private static readonly ConditionalWeakTable<Runspace, Holder> s_sessions = new();

    /// <summary>The connection of the session that this thread works for; null: none.</summary>
    public static ReveConnection? Connection
    {
        get => Runspace.DefaultRunspace is { } own && s_sessions.TryGetValue(own, out var held)
            ? held.Connection
            : null;
        set => s_sessions.GetOrCreateValue(Runspace.DefaultRunspace).Connection = value;
    }

    private sealed class Holder
    {
        public ReveConnection? Connection { get; set; }
    }
}

/// <summary>A module that is removed leaves no key behind.</summary>
public sealed class SessionCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => Session.Connection = null;
}
