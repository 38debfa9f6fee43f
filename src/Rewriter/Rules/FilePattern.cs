using DotNet.Globbing;
using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>
/// Which files are meant: <c>docs/**</c>, <c>*.tf</c>, <c>.github/workflows/deploy.yml</c>. A pattern without a slash
/// holds in every folder, one that ends in a slash means all below that folder.
/// </summary>
public sealed class FilePattern
{
    private readonly Glob _glob;

    private FilePattern(string text, Glob glob) => (Text, _glob) = (text, glob);

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern.</summary>
    /// <returns>Null, and the reason, where it is none.</returns>
    public static FilePattern? Parse(string text, out string? problem)
    {
        problem = null;
        if (text.Length == 0 || text.StartsWith('/') || text.Split('/').Contains(".."))
        {
            problem = "a pattern is relative to the repository and stays inside it";
            return null;
        }

        var full = text.EndsWith('/') ? text + "**" : text;
        if (!full.Contains('/')) full = "**/" + full;
        try
        {
            return new FilePattern(text, Glob.Parse(full, new GlobOptions { Evaluation = { CaseInsensitive = false } }));
        }
        catch (Exception broken) when (broken is ArgumentException or FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            problem = broken.Message;
            return null;
        }
    }

    /// <summary>True where the file is meant.</summary>
    public bool Matches(RepoPath path) => _glob.IsMatch(path.Value);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
