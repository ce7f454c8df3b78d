#if !NET
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System;
#endif
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Reve.Hosting;

/// <summary>Loads the library with the module, and resolves the assemblies beside it for Windows PowerShell.</summary>
/// <remarks>
/// The views of the module and the scripts of its users name types of the library, also before any cmdlet has run. The
/// assemblies for Windows PowerShell refer to different versions of each other. A program would have binding redirects;
/// powershell.exe has none.
/// </remarks>
public sealed class ModuleAssemblies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
#if !NET
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces", "System.Buffers", "System.Memory", "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe", "System.Text.Encodings.Web", "System.Text.Json",
        "System.Threading.Tasks.Extensions",
    };
#endif

    /// <inheritdoc/>
    public void OnImport()
    {
#if !NET
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
#endif
        RuntimeHelpers.RunClassConstructor(typeof(DisplayText).TypeHandle);
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
#if !NET
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        var name = new AssemblyName(request.Name).Name;
        if (name is null || !s_names.Contains(name)) return null;
        var file = Path.Combine(Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!, name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
#endif
    }
}
