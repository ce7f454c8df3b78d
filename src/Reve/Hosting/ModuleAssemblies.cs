#if !NET
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>
/// Lets Windows PowerShell find the assemblies that the .NET Framework lacks beside the module: they ask each other for
/// versions that only a binding redirect would bring together, and powershell.exe has none.
/// </summary>
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
