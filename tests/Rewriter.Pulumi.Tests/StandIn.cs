using System.Reflection;

namespace Rewriter.Pulumi.Tests;

/// <summary>The stand-in for the command.</summary>
internal static class StandIn
{
    /// <summary>The folder that has it.</summary>
    public static string Folder { get; } = global::System.IO.Path.GetFullPath(typeof(StandIn).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PulumiStandIn").Value!);

    /// <summary>Its path.</summary>
    public static string Path { get; } = global::System.IO.Path.Combine(Folder, OperatingSystem.IsWindows() ? "pulumi.exe" : "pulumi");
}
