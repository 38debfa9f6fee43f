using System.Collections.Immutable;

namespace Rewriter.Processes;

/// <summary>Finds programs of the product that lie beside this one, and starts them in the way in which this one was started.</summary>
public static class SiblingProgram
{
    /// <summary>The program and its first arguments.</summary>
    /// <param name="name">Its name without an ending: <c>rewrite</c>.</param>
    public static (string Program, ImmutableArray<string> Arguments) Find(string name)
    {
        var folder = AppContext.BaseDirectory;
        var own = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : null;
        return host is null && File.Exists(own) ? (own, []) : (host ?? "dotnet", [Path.Combine(folder, name + ".dll")]);
    }
}
