using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>
/// Markdown as GitHub writes it (CommonMark 0.31, tables, task lists, footnotes, bare URLs), with definition lists and
/// front matter, on Markdig's parser. There is no text that Markdown does not understand.
/// </summary>
public sealed class MarkdownLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static MarkdownLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "markdown";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["md", "mdx", "commonmark", "gfm"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        if (path.Extension.ToUpperInvariant() is ".MD" or ".MARKDOWN" or ".MDX" or ".MDOWN" or ".MKD" or ".MDC") return 50;
        return path.Name is "README" or "CONTRIBUTING" or "CHANGELOG" ? 40 : 0;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new MarkdownReader(request).Read();

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
