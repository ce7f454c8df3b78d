using System.Management.Automation;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Removes the connection of the session, and its key, when the module is removed.</summary>
public sealed class SessionCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => Session.Clear();
}
