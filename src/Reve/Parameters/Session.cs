using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Reve.Parameters;

/// <summary>The default connection and the recent tasks of each PowerShell session of this process.</summary>
internal static class Session
{
    private static readonly ConditionalWeakTable<Runspace, State> s_sessions = new();

    /// <summary>The connection that Connect-Reve made for the session; null for none.</summary>
    public static ReveConnection? Connection
    {
        get => Current?.Connection;
        set => s_sessions.GetOrCreateValue(Runspace.DefaultRunspace).Connection = value;
    }

    /// <summary>The recent tasks of the session, the newest first.</summary>
    public static IReadOnlyList<ReveTask> Tasks => Current?.Tasks.All ?? [];

    /// <summary>The addresses that the user specified for commands of the session.</summary>
    public static IReadOnlyCollection<Uri> TrustedAddresses => Current?.Addresses ?? [];

    private static State? Current =>
        Runspace.DefaultRunspace is { } own && s_sessions.TryGetValue(own, out var state) ? state : null;

    /// <summary>Adds or updates a recent task.</summary>
    public static void Remember(ReveTask task)
    {
        if (Runspace.DefaultRunspace is { } own) s_sessions.GetOrCreateValue(own).Tasks.Add(task);
    }

    /// <summary>Removes the connection and the tasks of the session.</summary>
    public static void Clear()
    {
        if (Runspace.DefaultRunspace is { } own) s_sessions.Remove(own);
    }

    /// <summary>Remembers an address that the user specified for a command.</summary>
    public static void Trust(Uri address)
    {
        if (Runspace.DefaultRunspace is { } own) s_sessions.GetOrCreateValue(own).Addresses.Add(address);
    }

    private sealed class State
    {
        public HashSet<Uri> Addresses { get; } = [];

        public ReveConnection? Connection { get; set; }

        public RecentTasks Tasks { get; } = new();
    }
}
