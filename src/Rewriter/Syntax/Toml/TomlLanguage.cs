using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Toml;

/// <summary>TOML 1.1, which takes every file of TOML 1.0, with its rules on what may be defined twice: a file that breaks them is refused.</summary>
public sealed class TomlLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static TomlLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "toml";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = [];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        if (path.Name is "Pipfile" or "Cargo.lock" or "poetry.lock" or "uv.lock" or "pdm.lock" or "Gopkg.lock") return 100;
        return path.Extension.Equals(".toml", StringComparison.OrdinalIgnoreCase) ? 50 : 0;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new TomlReader(request).Read();

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
