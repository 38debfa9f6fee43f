using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Tests.Docs;

/// <summary>The language of the guide docs/guides/add-a-language.md: lines of <c>key = value</c>, and comments.</summary>
internal sealed class PairsLanguage : ILanguage
{
    private static readonly LeafCodec KeyCodec = new RestrictedCodec("a key", text => text.Length > 0 && !text.Any(c => c is '=' or '#' || char.IsWhiteSpace(c)));
    private static readonly LeafCodec LineCodec = new RestrictedCodec("one line", text => text.AsSpan().IndexOfAny('\r', '\n') < 0);

    public string Id => "pairs";

    public IReadOnlyList<string> Aliases { get; } = [];

    public int Claim(RepoPath path, ReadOnlySpan<char> head) => path.Extension.Equals(".pairs", StringComparison.OrdinalIgnoreCase) ? 50 : 0;

    public SyntaxDocument Read(ReadRequest request)
    {
        var leaves = new LeafBuilder(request.Text, request.Languages, request.Root);
        var problems = new List<SyntaxProblem>();
        var lines = new LineMap(request.Text);
        for (var line = 0; line < lines.Count; line++)
            ReadLine(request, Trim(request.Text, lines.Start(line), lines.End(line)), leaves, problems);
        return new SyntaxDocument(request, leaves.Build(), [.. problems]);
    }

    private static void ReadLine(ReadRequest request, TextSpan line, LeafBuilder leaves, List<SyntaxProblem> problems)
    {
        var text = request.Text;
        if (line.IsEmpty) return;
        if (text[line.Start] == '#')
        {
            leaves.Add(Trim(text, line.Start + 1, line.End), Label.Comment, request.Root, LineCodec);
            return;
        }

        var equals = text.IndexOf('=', line.Start, line.Length);
        if (equals < 0)
        {
            leaves.Add(line, Label.Text, request.Root);
            problems.Add(new SyntaxProblem(line, "a line is neither a comment nor 'key = value'"));
            return;
        }

        var key = Trim(text, line.Start, equals);
        var path = request.Root.Child(text.Substring(key.Start, key.Length));
        leaves.Add(key, Label.Key, path, KeyCodec);
        leaves.Add(Trim(text, equals + 1, line.End), Label.Value, path, LineCodec);
    }

    private static TextSpan Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return TextSpan.FromBounds(start, end);
    }

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(new PairsLanguage());
}
