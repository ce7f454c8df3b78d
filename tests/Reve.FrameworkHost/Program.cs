using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Reve.FrameworkHost;

/// <summary>
/// Loads the module's assemblies into a process that has another System.Text.Json, and creates, edits and combines
/// images. Arguments: the folder of the assemblies, the address of the provider, and the key.
/// </summary>
internal static class Program
{
    private const string JsonLibrary = "System.Text.Json";

    public static async Task Main(string[] arguments)
    {
        UseOtherJsonLibrary();

        // Import-Module does this: it loads the assembly and runs its initializer.
        var module = Assembly.LoadFrom(Path.Combine(arguments[0], "Reve.dll"));
        var initializer = Activator.CreateInstance(module.GetType("Reve.Hosting.ModuleAssemblies", throwOnError: true)!)!;
        initializer.GetType().GetMethod("OnImport")!.Invoke(initializer, null);

        // PowerShell finds types in all loaded assemblies. A program searches its own folder only.
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Loaded(new AssemblyName(request.Name).Name!)
            .FirstOrDefault(assembly => assembly.GetName().Name!.StartsWith("Reve", StringComparison.Ordinal));

        await Images.GenerateAsync(new Uri(arguments[1]), arguments[2]).ConfigureAwait(false);

        foreach (var library in Loaded(JsonLibrary))
            Console.WriteLine($"{JsonLibrary} {library.GetName().Version!.Major}");
        Console.WriteLine($"library {Loaded("Reve.Client").Single().Location}");
    }

    private static void UseOtherJsonLibrary()
    {
        var folder = Path.Combine(AppDomain.CurrentDomain.BaseDirectory, "other");
        var library = Assembly.LoadFrom(Path.Combine(folder, JsonLibrary + ".dll"));
        var parse = library.GetType("System.Text.Json.JsonDocument", throwOnError: true)!
            .GetMethods().Single(method => method.Name == "Parse" && method.GetParameters()[0].ParameterType == typeof(string));
        using var document = (IDisposable)parse.Invoke(null, ["{}", null])!;
    }

    private static IEnumerable<Assembly> Loaded(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => assembly.GetName().Name == name);
}
