using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Justfile;

/// <summary>Justfiles; recipes are shell scripts, or what their shebang says.</summary>
public sealed class JustfileLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static JustfileLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "justfile";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["just"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        if (path.Name.Equals("justfile", StringComparison.OrdinalIgnoreCase) || path.Name.Equals(".justfile", StringComparison.OrdinalIgnoreCase)) return 100;
        return path.Extension is ".just" or ".justfile" ? 60 : 0;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new JustfileReader(request).Read();

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
