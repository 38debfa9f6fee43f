using System.Reflection;

namespace Rewriter.Pulumi.Tests;

/// <summary>The stand-in for the command.</summary>
internal static class StandIn
{
    /// <summary>The folder that has it.</summary>
    public static string Folder { get; } = Path.GetFullPath(typeof(StandIn).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PulumiStandIn").Value!);

    /// <summary>Its path.</summary>
    public static string Program { get; } = Path.Combine(Folder, OperatingSystem.IsWindows() ? "pulumi.exe" : "pulumi");

    /// <summary>The repository in which the tests were built.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath(Path.Combine(Folder, "..", "..", "..", "..", ".."));
}
