using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>C#, read through Roslyn. Roslyn's C# assembly is loaded by the first text that is read, not before.</summary>
public sealed class CSharpLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static CSharpLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "csharp";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["cs", "c#", "csx"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head) =>
        path.Extension.Equals(".cs", StringComparison.OrdinalIgnoreCase) || path.Extension.Equals(".csx", StringComparison.OrdinalIgnoreCase) ? 50 : 0;

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => CSharpReader.Read(request);

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
