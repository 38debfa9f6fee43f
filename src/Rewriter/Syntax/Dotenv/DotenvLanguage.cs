using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Dotenv;

/// <summary>Files of variables: <c>.env</c>, <c>.env.production</c>, <c>app.env</c>.</summary>
public sealed class DotenvLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static DotenvLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "dotenv";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["env"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        if (path.Name == ".env") return 100;
        if (path.Name.StartsWith(".env.", StringComparison.Ordinal)) return 80;
        return path.Extension == ".env" ? 60 : 0;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new DotenvReader(request).Read();

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
