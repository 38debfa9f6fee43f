using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Syntax.CSharp.Symbols;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>Whose an identifier of C# code is. The index is made when the first identifier is asked about, and not where none is.</summary>
internal sealed class CSharpFacts
{
    private readonly Lazy<CSharpSymbolIndex> _index;

    public CSharpFacts(IFileTree tree, RenameRequest request) => _index = new Lazy<CSharpSymbolIndex>(() => Build(tree, request));

    /// <summary>The index's verdict.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public SymbolVerdict VerdictOf(RepoPath file, TextSpan identifier) => _index.Value.VerdictOf(file, identifier);

    /// <summary>The keys of every place that names the same thing as an identifier; empty where it is not the repository's own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public IEnumerable<string> KeysWith(RepoPath file, TextSpan identifier) =>
        _index.Value.RelatedSpans(file, identifier).Select(place => KeyOf(place.File, place.Span));

    /// <summary>True for a leaf that is an identifier of a C# file.</summary>
    public static bool IsIdentifier(SyntaxLeaf leaf) => leaf is { Label: Label.Symbol, Languages: { Language: "csharp", Outer: null } };

    /// <summary>What tells a place in C# code from all others.</summary>
    public static string KeyOf(RepoPath file, TextSpan identifier) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"csharp {file} {identifier.End}");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CSharpSymbolIndex Build(IFileTree tree, RenameRequest request)
    {
        var buffer = new FileBuffer();
        var files = new List<SourceFile>();
        foreach (var path in RepositoryFiles.List(tree, new WalkOptions { IncludeVendored = request.IncludeVendored }, IsPartOfProject))
        {
            if (tree.Read(path, buffer, stopOnNul: true) == ReadStatus.Whole && SourceFile.Read(path, buffer.ToArray(), out _) is { } file) files.Add(file);
        }

        return CSharpSymbolIndex.Build(files);
    }

    private static bool IsPartOfProject(RepoPath path) => path.Extension is ".cs" or ".csproj" || path.Name == "Directory.Build.props";
}
