using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Reve.Hosting;

/// <summary>What each session of this process is connected to and has seen, for as long as it lives.</summary>
internal static class Session
{
    private static readonly ConditionalWeakTable<Runspace, Holder> s_sessions = new();

    /// <summary>The connection of the session that this thread works for; null: none.</summary>
    public static ReveConnection? Connection
    {
        get => Held?.Connection;
        set => s_sessions.GetOrCreateValue(Runspace.DefaultRunspace).Connection = value;
    }

    /// <summary>The tasks that the session was handed, the newest first; very old ones are forgotten.</summary>
    public static IReadOnlyList<ReveTask> Tasks => Held?.Tasks.All ?? [];

    /// <summary>Keeps a task in mind, with what is known of it by now.</summary>
    public static void Remember(ReveTask task)
    {
        if (Runspace.DefaultRunspace is { } own) s_sessions.GetOrCreateValue(own).Tasks.Add(task);
    }

    /// <summary>Forgets everything.</summary>
    public static void Forget()
    {
        if (Runspace.DefaultRunspace is { } own) s_sessions.Remove(own);
    }

    private static Holder? Held =>
        Runspace.DefaultRunspace is { } own && s_sessions.TryGetValue(own, out var held) ? held : null;

    private sealed class Holder
    {
        public ReveConnection? Connection { get; set; }

        public SeenTasks Tasks { get; } = new();
    }
}

/// <summary>A module that is removed leaves no key behind.</summary>
public sealed class SessionCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => Session.Forget();
}
