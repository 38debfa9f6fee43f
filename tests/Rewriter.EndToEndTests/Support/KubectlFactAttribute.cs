namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that needs <c>kubectl</c> on the path; skipped aloud where it is not.</summary>
internal sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        var name = OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(f => File.Exists(Path.Combine(f, name)))) Skip = "kubectl is not on the path; install it to see it asked about a rollout";
    }
}
