using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Makefile;

/// <summary>Makefiles as GNU make reads them; recipes are shell scripts.</summary>
public sealed class MakefileLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static MakefileLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "makefile";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["make", "mk", "gnumake"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        if (path.Name is "Makefile" or "makefile" or "GNUmakefile") return 100;
        if (path.Extension is ".mk" or ".mak" or ".make") return 50;
        return path.Name.StartsWith("Makefile.", StringComparison.Ordinal) || path.Name.StartsWith("makefile.", StringComparison.Ordinal) ? IsOther(path.Extension) ? 0 : 60 : 0;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new MakefileReader(request).Read();

    // Makefile.PL is Perl, Makefile.am and .in are templates of other tools that are close enough to be read.
    private static bool IsOther(string extension) => extension is ".PL" or ".py" or ".md" or ".toml" or ".json" or ".yml" or ".yaml" or ".rs" or ".go";

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
