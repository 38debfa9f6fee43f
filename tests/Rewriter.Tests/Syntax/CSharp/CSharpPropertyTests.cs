using System.Text;
using Rewriter.Syntax;
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

    [Fact]
    public void Any_heap_of_tokens_is_covered_and_never_throws()
    {
        var random = new Random(20);
        for (var round = 0; round < 1500; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 14); i > 0; i--) text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(3) == 0 ? " " : string.Empty);
            AssertCovered(random.Next(8) == 0 ? "a.csx" : "a.cs", text.ToString());
        }
    }

    [Fact]
    public void A_good_file_with_a_piece_cut_out_doubled_or_put_in_is_covered()
    {
        var random = new Random(7);
        for (var round = 0; round < 600; round++)
        {
            var text = Sample;
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var at = random.Next(text.Length);
                var length = random.Next(Math.Min(12, text.Length - at));
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, length),
                    1 => text.Insert(at, text.Substring(at, length)),
                    _ => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                };
            }

            AssertCovered("a.cs", random.Next(2) == 0 ? text : text.ReplaceLineEndings("\r\n"));
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

    // Not through a file: half of a surrogate pair cannot be one, and is read all the same.
    private static void AssertCovered(string name, string text)
    {
        var language = Rewriter.Syntax.CSharp.CSharpLanguage.Instance;
        var request = new ReadRequest(text, RepoPath.Parse(name), new LanguageStack(language.Id), StructuralPath.Root);
        ReaderHarness.AssertCovers(language.Read(request));
        ReaderHarness.AssertCovers(language.Read(request with { Languages = new LanguageStack("markdown").Push(language.Id) }));
    }

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
