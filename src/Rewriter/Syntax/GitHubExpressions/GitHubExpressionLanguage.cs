using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.GitHubExpressions;

/// <summary>
/// The expressions of GitHub Actions: what stands between <c>${{</c> and <c>}}</c>, and the whole of an <c>if:</c>.
/// It claims no file, because it lives in other languages only.
/// </summary>
public sealed class GitHubExpressionLanguage : ILanguage
{
    /// <inheritdoc/>
    public string Id => "github-expression";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = [];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head) => 0;

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new GitHubExpressionReader(request).Read();

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(new GitHubExpressionLanguage());
}
