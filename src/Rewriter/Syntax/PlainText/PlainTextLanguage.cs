using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.PlainText;

/// <summary>A text without grammar: each line is a leaf. Claims <c>.txt</c> only; chosen explicitly elsewhere.</summary>
public sealed class PlainTextLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static PlainTextLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "text";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["txt", "plain", "plaintext"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head) => path.Extension.Equals(".txt", StringComparison.OrdinalIgnoreCase) ? 50 : 0;

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request)
    {
        var leaves = new LeafBuilder(request.Text, request.Languages, request.Root);
        var lines = new LineMap(request.Text);
        for (var line = 0; line < lines.Count; line++)
        {
            var content = request.Text.AsSpan(lines.Start(line), lines.End(line) - lines.Start(line));
            var start = lines.Start(line) + (content.Length - content.TrimStart().Length);
            var end = lines.Start(line) + content.TrimEnd().Length;
            if (end > start) leaves.Add(TextSpan.FromBounds(start, end), Label.Text, request.Root);
        }

        return new SyntaxDocument(request, leaves.Build(), []);
    }

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
