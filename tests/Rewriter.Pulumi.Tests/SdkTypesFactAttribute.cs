using Rewriter.Processes;

namespace Rewriter.Pulumi.Tests;

/// <summary>A test that needs Node and the npm packages of Pulumi's GCP SDK; skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SdkTypesFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(Find);

    public SdkTypesFactAttribute() => Skip = Missing.Value;

    /// <summary>The folder that has <c>node_modules</c>.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("REWRITE_SDK_TYPES") is { Length: > 0 } given
        ? given
        : Path.Combine(StandIn.RepositoryRoot, "tests", "Rewriter.Pulumi.Tests", "obj", "sdk-types");

    private static string? Find()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        if (SystemProcessRunner.Find("node", path) is null) return "'node' is not on PATH, so no property is checked against the SDK's types";
        if (HasPackages()) return null;
        if (Environment.GetEnvironmentVariable("CI") != "true") return $"'{Folder}' has no npm packages, so no property is checked against the SDK's types: see tests/oracles/pulumi/README.md";
        return Install(path) is { } why ? $"the npm packages could not be installed, so no property is checked against the SDK's types: {why}" : null;
    }

    private static bool HasPackages() => File.Exists(Path.Combine(Folder, "node_modules", "typescript", "bin", "tsc")) && Directory.Exists(Path.Combine(Folder, "node_modules", "@pulumi", "gcp", "types"));

    private static string? Install(string? path)
    {
        // npm is a script of the shell on Windows, which no program can be started from without one.
        if (SystemProcessRunner.Find("npm", path) is null) return "'npm' is not on PATH";
        Directory.CreateDirectory(Folder);
        File.Copy(Path.Combine(StandIn.RepositoryRoot, "tests", "oracles", "pulumi", "package.json"), Path.Combine(Folder, "package.json"), overwrite: true);
        var request = new ProcessRequest
        {
            Program = "npm", Arguments = ["install", "--ignore-scripts", "--no-audit", "--no-fund"], Folder = Folder, Timeout = TimeSpan.FromMinutes(3),
            Environment = SystemProcessRunner.OwnEnvironment(),
        };
        var result = new SystemProcessRunner().RunAsync(request, null, CancellationToken.None).GetAwaiter().GetResult();
        return result is { End: ProcessEnd.Exited, ExitCode: 0 } && HasPackages() ? null : result.Error.ReplaceLineEndings(" ");
    }
}
