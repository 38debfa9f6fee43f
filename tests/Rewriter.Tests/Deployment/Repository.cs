namespace Rewriter.Tests.Deployment;

/// <summary>The repository in which the tests were built.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Rewriter.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("There is no Rewriter.sln above the tests.");
        return folder;
    }
}
