using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Reve.Hosting;

/// <summary>Loads the library with the module, and resolves the assemblies for this edition of PowerShell.</summary>
/// <remarks>
/// The views of the module and the scripts of its users name types of the library, also before any cmdlet has run. The
/// assemblies for Windows PowerShell refer to different versions of each other. A program would have binding redirects;
/// powershell.exe has none.
/// </remarks>
public sealed class ModuleAssemblies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    // That of PowerShell 7.4. A manifest can require one version for both editions only.
    private const int FirstRuntime = 8;

    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces", "Reve.Platform", "System.Buffers", "System.Memory", "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe", "System.Text.Encodings.Web", "System.Text.Json",
        "System.Threading.Tasks.Extensions",
    };

    private static readonly string s_folder = Path.Combine(
        Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!, IsNet ? "Core" : "Desktop");

    // The core library of .NET Framework is mscorlib.
    private static bool IsNet => typeof(object).Assembly.GetName().Name != "mscorlib";

    /// <inheritdoc/>
    public void OnImport()
    {
        if (IsNet) RequireRuntime(Environment.Version, typeof(PSObject).Assembly.GetName().Version!);
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        RuntimeHelpers.RunClassConstructor(typeof(DisplayText).TypeHandle);
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    /// <summary>Rejects a version that the assemblies do not support, with an error that says so.</summary>
    /// <param name="runtime">The version of .NET.</param>
    /// <param name="shell">The version of PowerShell.</param>
    internal static void RequireRuntime(Version runtime, Version shell)
    {
        if (runtime.Major >= FirstRuntime) return;
        throw new PSNotSupportedException(
            $"Reve needs PowerShell 7.4 or later, or Windows PowerShell 5.1; this is PowerShell {shell.ToString(2)}.");
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        var name = new AssemblyName(request.Name).Name;
        if (name is null || !s_names.Contains(name)) return null;
        var file = Path.Combine(s_folder, name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
