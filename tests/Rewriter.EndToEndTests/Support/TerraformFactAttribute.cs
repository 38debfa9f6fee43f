namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that needs <c>terraform</c> on the path; skipped aloud where it is not.</summary>
internal sealed class TerraformFactAttribute : FactAttribute
{
    public TerraformFactAttribute()
    {
        var names = OperatingSystem.IsWindows() ? new[] { "terraform.exe" } : ["terraform"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(f => names.Any(n => File.Exists(Path.Combine(f, n))))) Skip = "terraform is not on the path; install it to see that renamed resources are moved and not destroyed";
    }
}
