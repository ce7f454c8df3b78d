#if !NET
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Resolves the assemblies beside the module for Windows PowerShell.</summary>
/// <remarks>
/// These assemblies refer to different versions of each other. A program would have binding redirects; powershell.exe
/// has none.
/// </remarks>
public sealed class ModuleAssemblies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces", "System.Buffers", "System.Memory", "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe", "System.Text.Encodings.Web", "System.Text.Json",
        "System.Threading.Tasks.Extensions",
    };

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        var name = new AssemblyName(request.Name).Name;
        if (name is null || !s_names.Contains(name)) return null;
        var file = Path.Combine(Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!, name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
#endif
