using System.Text;
using Rewriter.Syntax;
using Rewriter.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rewriter.Tests.Syntax.Yaml;

public sealed class YamlPropertyTests
{
    private static readonly string[] Tokens =
        ["a", "b-c", ": ", ":", "- ", "? ", "\n", "\r\n", "  ", "    ", "\t", "#", " # c", "&x ", "*x", "!t ", "!!str ", "!<", "|", ">", "|2-", "'", "''", "\"", "\\", "\\n", "\\x4", "[", "]", "{", "}", ",", "---", "...", "%", "%YAML 1.2", "${{ x }}", "${{", "{{", "}}", "{{- if }}", "/*", "😀", "\ud83d", "\u2028", "\0", "\ufeff", "@", "`", "1", "~", "<<: *x", "é"];

    private static readonly string[] Names = ["a.yaml", ".github/workflows/a.yml", "templates/a.yaml", "templates/_a.tpl", ".gitlab-ci.yml", "Pulumi.yaml"];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Random_tokens_never_throw_and_always_cover(string name) => ReaderProperties.ForHeaps(Tokens, 2_000, longest: 16, text => AssertReads(name, text));

    [Theory]
    [MemberData(nameof(Files))]
    public void Mutated_documents_never_throw_and_always_cover(string name) =>
        ReaderProperties.ForMutations([.. Enumerable.Range(0, 100).Select(seed => Generate(new Random(seed), 0, 0))], Tokens, 500, text => AssertReads(name, text));

    [Fact]
    public void Generated_documents_mean_what_the_parser_says() => ReaderProperties.ForSeeds(1_500, seed =>
    {
        foreach (var text in ReaderHarness.LineEndings(Generate(new Random(seed), 0, 0)))
        {
            var document = ReaderHarness.Read("a.yaml", text);
            Assert.True(document.IsUnderstood, $"{document.Problems.FirstOrDefault()} in\n{text}");
            var mine = document.Leaves.Where(l => l.Label is Label.Key or Label.Value or Label.Type).Select(l => l.Decode(text));
            Assert.Equal(ValuesOf(text), mine);
        }
    });

    /// <summary>Halves of surrogate pairs are text that no file holds, but a reader must bear.</summary>
    private static void AssertReads(string name, string text)
    {
        var path = RepoPath.Parse(name);
        var language = LanguageCatalog.For(path, text) ?? LanguageCatalog.Find("helm")!;
        var document = language.Read(new ReadRequest(text, path, new LanguageStack(language.Id), StructuralPath.Root));
        ReaderHarness.AssertCovers(document);
        foreach (var leaf in document.Leaves) leaf.Decode(text);
    }

    private static IEnumerable<string> ValuesOf(string text)
    {
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            if (parser.Current is not Scalar scalar) continue;
            // Line ends that chomping decides about are no part of a leaf.
            var value = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? scalar.Value.Trim('\n') : scalar.Value;
            if (value.Length > 0) yield return value;
        }
    }

    private static string Generate(Random random, int depth, int indent)
    {
        var pad = new string(' ', indent);
        var text = new StringBuilder();
        if (random.Next(2) == 0)
        {
            for (var i = random.Next(1, 4); i > 0; i--) text.Append(pad).Append(Comment(random)).Append('k').Append(i).Append(':').Append(Child(random, depth, indent));
        }
        else
        {
            for (var i = random.Next(1, 4); i > 0; i--) text.Append(pad).Append(Comment(random)).Append('-').Append(Child(random, depth, indent));
        }

        return text.ToString();

        string Comment(Random r) => r.Next(5) == 0 ? $"# note\n{pad}" : string.Empty;
    }

    private static string Child(Random random, int depth, int indent)
    {
        if (depth < 3 && random.Next(3) == 0) return (random.Next(4) == 0 ? " &n # x\n" : "\n") + Generate(random, depth + 1, indent + 2);
        var pad = new string(' ', indent + 2);
        return random.Next(12) switch
        {
            0 => " plain value\n",
            1 => $" plain\n{pad}over\n\n{pad}lines # c\n",
            2 => " 'it''s quoted'\n",
            3 => $" 'over\n\n{pad}lines'\n",
            4 => " \"esc \\t \\u00e9 \\\" \\x41\"\n",
            5 => $" \"joined \\\n{pad}and folded\n{pad}x\"\n",
            6 => $" |\n{pad}one\n\n{pad}  two  \n{pad}three\n\n",
            7 => $" >-\n{pad}one\n{pad}two\n\n{pad}  deep\n{pad}flat\n{pad}again\n",
            8 => $" |2+\n{pad}  lead\n{pad}x\n\n",
            9 => " [a, 'b', {c: d}, \"e\"]\n",
            10 => " !tag &anchor 😀 astral\n",
            _ => $" >\n\n{pad}first\n\n\n{pad}last\n",
        };
    }
}
