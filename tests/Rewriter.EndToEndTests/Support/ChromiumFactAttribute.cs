namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that looks at a page with a real browser; skipped aloud where there is none.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Program is null) Skip = "neither 'chromium' nor 'google-chrome' is on the path, so nobody looks at the page as a browser shows it";
    }

    /// <summary>The browser; null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(f => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists);
}
