using Rewriter.Syntax;
using Rewriter.Syntax.CSharp;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.CSharp;

public sealed class CSharpPropertyTests
{
    private static readonly string[] Pieces =
    [
        "class A { }", "namespace N.M;", "using X = Y.Z;", "\"s\"", "@\"v\"\"\"", "$\"i{", "}", "\"", "\"\"\"", "$$\"\"\"", "u8", "'c'", "'",
        "// c\n", "/* b */", "/*", "*/", "/// <see cref=\"A{T}.B(int)\"/>\n", "/// <open &x; a=\"\n", "/** <b>x</b> */", "#if X\n", "#else\n", "#endif\n", "#region r\n",
        "#endregion\n", "#error e\n", "#line 1 \"f\"\n", "#:package a\n", "#!x\n", "#pragma warning disable 1\n", "(", ")", "{", "}", "[", "]", "<", ">", ";", "=>", "?", "@class", "\\u0041",
        "var x = 1.5e3;", "nameof(x)", "record R(int a);", "\r\n", "\n", "\r", "\u2028", "\u0085", "\uFEFF", "\uD83D\uDE00", "\uD800", "\0", "\t", "<<<<<<< a\n", "é", "\u0301",
    ];

    private static readonly string[] CodePieces =
    [
        "var", "_", "get", "set;", "init", "where", "when", "await ", "nameof", "record", "field", "type", "with", "and", "not null", "partial ", "this", "default", "new()", "__arglist", " is ",
        "a: 1", "b = 2", "c => d", "x >= y", "x <<= 1", "??=", "!= ", "==", "..", "^1", "::", "?.b", "[c]", "(a, b)", "<int>", "1.5", ".5", "0x1F", "10L", "1_0", "1..2", "'\\''", "\"\"", "\"\\\"\"", "@\"a\"",
        "$\"{a}\"", "$\"{a:N2}\"", "$@\"{a}\"", "// c\n", "/* c */", " // var\n", "#nullable enable\n", "{ Name = 1 }", "{ get; set; }", "@var", "é", "\\u0061", "a\\u0061", "\"x\"u8", "u8", "\t", "\f",
    ];

    private static readonly string[] DocumentationPieces =
    [
        "a b", " ", "<summary>", "</summary>", "<c>", "</c>", "<para/>", "<inheritdoc />", "<see cref=\"A\"/>", "<see cref=\"A.B{T, U}\"/>", "<see cref=\"A.M(int)\"/>", "<see cref=\"int\"/>", "<see cref=\"T:A.B\"/>",
        "<see langword=\"null\"/>", "<param name=\"x\">", "<param name=\"var\">", "<param name=\"int\">", "<paramref name=\"x\"/>", "</param>", "<a href=\"http://x/y?z\">t</a>", "&lt;", "&amp;", "&x;", "&#65;", "&", "<", ">", "\"", "'", "=", "/",
        "<b x='y'>", "</b>", "<!-- c -->", "<?p i?>", "\n", "\n", "é", "1", "<1>", "<a:b/>", "<list type=\"bullet\">", "</list>", "// ", "{", "\t",
    ];

    [Theory]
    [InlineData("a.cs")]
    [InlineData("a.csx")]
    public void Any_heap_of_tokens_is_covered_and_never_throws(string name) => ReaderProperties.ForHeaps(Pieces, 750, longest: 14, text =>
    {
        AssertCovered(name, text);
        AssertCovered(name, string.Join(' ', text.Split('\n')));
    });

    [Fact]
    public void A_good_file_with_a_piece_cut_out_doubled_or_put_in_is_covered() => ReaderProperties.ForMutations([Sample, Sample.ReplaceLineEndings("\r\n")], Pieces, 600, text => AssertCovered("a.cs", text));

    /// <summary>Usual documentation is scanned; one unusual line makes Roslyn read all of it. Both must say the same.</summary>
    [Fact]
    public void Documentation_that_is_scanned_means_what_it_means_to_Roslyn()
    {
        var scanned = 0;
        ReaderProperties.ForHeaps(DocumentationPieces, 4000, longest: 10, pieces =>
        {
            var comment = "/// " + pieces.Replace("\n", "\n  /// ", StringComparison.Ordinal) + "\n";
            if (!new DocumentationScanner(comment).TryScan(0, comment.Length)) return;

            scanned++;
            var usual = ReaderHarness.Describe(ReaderHarness.Read("a.cs", comment + "class C { }\n"));
            var unusual = ReaderHarness.Describe(ReaderHarness.Read("a.cs", comment + "/// <![CDATA[x]]>\nclass C { }\n"));
            Assert.Equal(usual[..^2], unusual[..Array.IndexOf(unusual, "Keyword C 'CDATA' (csharp)")]);
        });
        Assert.True(scanned > 500, $"only {scanned} comments were scanned");
    }

    /// <summary>In a text with an error the tree alone is asked; a bracket too many at the end changes nothing else.</summary>
    [Fact]
    public void What_is_scanned_means_what_the_tree_says()
    {
        Assert.Empty(ReadText(Code).Problems);
        var compared = 0;
        Compare(Code);
        Compare(Sample);
        ReaderProperties.ForMutations([Sample, Code], [.. Pieces, .. CodePieces], 1200, Compare);
        Assert.True(compared > 80, $"only {compared} texts had no error");

        void Compare(string text)
        {
            var scanned = ReadText(text);
            if (!scanned.IsUnderstood) return;

            compared++;
            var asked = ReadText(text + "\n}");
            Assert.NotEmpty(asked.Problems);
            Assert.Equal(ReaderHarness.Describe(asked), ReaderHarness.Describe(scanned));
        }
    }

    [Fact]
    public void Whatever_is_put_into_any_leaf_is_either_refused_or_means_what_was_asked()
    {
        var random = new Random(3);
        string[] news = ["a", "new name", "\"", "\\", "{", "}", "*/", "//", "'", "\n", "class", "1", "<", "&", "@x", "#if", "é", "\"\"\"", "x-y", "{{", "\u2028"];
        var file = SourceFile.FromText(RepoPath.Parse("a.cs"), Sample);
        var document = ReaderHarness.Read("a.cs", Sample);
        Assert.Empty(document.Problems);
        var proven = 0;
        foreach (var leaf in document.Leaves.Where(l => l.HasMeaning))
        {
            for (var round = 0; round < 3; round++)
            {
                var at = leaf.Span.Start + random.Next(leaf.Span.Length);
                var span = Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(at, random.Next(at, leaf.Span.End + 1));
                var outcome = DocumentEditor.Edit(file, document, [new Microsoft.CodeAnalysis.Text.TextChange(span, news[random.Next(news.Length)])]);
                if (!outcome.IsProven) continue;
                proven++;
                ReaderHarness.AssertCovers(LanguageCatalog.Read(SourceFile.FromText(file.Path, file.Apply(outcome.Changes))));
            }
        }

        Assert.True(proven > 20, $"only {proven} edits were possible");
    }

    private static SyntaxDocument ReadText(string text) =>
        Rewriter.Syntax.CSharp.CSharpLanguage.Instance.Read(new ReadRequest(text, RepoPath.Parse("a.cs"), new LanguageStack("csharp"), StructuralPath.Root));

    // Not through a file: half of a surrogate pair cannot be one, and is read all the same.
    private static void AssertCovered(string name, string text)
    {
        var language = Rewriter.Syntax.CSharp.CSharpLanguage.Instance;
        var request = new ReadRequest(text, RepoPath.Parse(name), new LanguageStack(language.Id), StructuralPath.Root);
        ReaderHarness.AssertCovers(language.Read(request));
        ReaderHarness.AssertCovers(language.Read(request with { Languages = new LanguageStack("markdown").Push(language.Id) }));
    }

    private const string Code = """
        using global::System; using A = B.C<int>;
        namespace @N . M
        {
            [Attr("a", Named = "b", other: 1)] public sealed partial class Code<T>(int size) : Base<T[]>(size), I where T : class, new()
            {
                private static readonly Dictionary<string, List<int>> Map = new() { ["k"] = [1, 2], { "l", null } };
                internal int a, b = 2, c; [Other(X = 1)] int d = 3; [Other(X = 1)] int e;
                public string Name { get; private set; } = "n"; public int P { get => p >= 1 ? 2 : 3; init { p = value; } }
                public event Action E { add { } remove { } }
                protected int this[int i] => Map["k"][i]; public static bool operator <=(Code<T> x, Code<T> y) => x.a <= y.a;
                public async Task<(int First, string)> Run(string text = "x", params object[] rest)
                {
                    var service = new Service("app", new Args { Image = Image.Of("x"), Env = { ["K"] = text + ".y" }, Tags = new[] { 'a', '\'' } }, options: null);
                    foreach (var (k, v) in Map.Where(m => m.Key != "z" && m.Value is { Count: > 0 } list and not null)) v.Add(count: 1); Log(Of(level: 2), text);
                    if (service is Service var && text.Length >= 10 || rest[^1] is int number) throw new InvalidOperationException("no");
                    for (int i = 0, j; i < 10; i++) { a += i; b = c = i; }
                    var query = from x in rest where x is string select new { x, Y = nameof(x), Z = x?.ToString() };
                    (int q, var r) = (a: 1, 2); int.TryParse(text, out var parsed); using var file = Open($"{text,4:D2}-{a}"); _ = await file.Read(default);
                    static T Local<T>(T t) => t; label: goto label;
                    return (1, text switch { "a" => "b", _ => @"c""d" });
                }
                delegate void Handler(int x); enum Kind { One, Two = 2 }
            }
        }
        """;

    private const string Sample = """"
        #define FLAG
        using System;
        // a comment of order
        namespace Shop.Stacks
        {
            #region order
            /// <summary>Of <see cref="Order{T}.Name"/> &lt; <c>code</c></summary>
            /// <param name="n">A number</param>
            [Obsolete("old \"x\"")]
            public sealed class Order<T> where T : new()
            {
                /* block
                 * of order */
                public const string Name = "order\u0041-app", Other = @"a""b";
                private readonly char _c = '\'';
                public string M(int n) => $"a-{Name}-{{x}}-{n,4:D2}" + $@"v""{n}" + """raw "q" """ + $$"""r {x} {{n}}""";
                string R() => """
                    { "name": "order" }

                      more
                    """;
                string I(int n) => $"""
                    one {n}
                      two
                    """;
                ReadOnlySpan<byte> B => "order"u8;
        #if OTHER
                int disabled = 1;
        #endif
            }
            #endregion
        }
        """";
}
