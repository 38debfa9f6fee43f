using Rewriter.Definitions;
using Rewriter.Initializing;
using Rewriter.Text;

namespace Rewriter.Tests.Initializing;

public class YamlTextTests
{
    public static TheoryData<string> Texts() =>
    [
        "plain", "true", "No", "null", "12", "1.5", "0x1f", "", " ", "a: b", "a #b", "#a", "a:", "- a", "*.tf", "**/x", "&a", "!a", "%a", "@a", "`a`", "'a'", "\"a\"", "a\"b", "a\\b",
        "{a}", "[a]", "a, b", "a]b", "${site}", "tab\there", "trailing ", "é ключ «x»", "line\nline\n", "\u2028", "\uFEFFmark", "😀", "locals.secrets.*.secret_id", "a[\"b.c\"].d", "? a", "| a", "> a",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_read_as_it_was_written(string text)
    {
        Assert.Equal(text, Read($"key: {YamlText.Scalar(text)}\n"));
        Assert.Equal(text, Read($"key: [{YamlText.Flow(text)}]\n"));
        Assert.Equal(text, Read($"key: {{ inner: {YamlText.Flow(text)} }}\n"));
    }

    [Theory]
    [InlineData("one\n")]
    [InlineData("one\n  two\n\n\tthree\n")]
    [InlineData(" indented\n")]
    [InlineData("no end")]
    [InlineData("two ends\n\n")]
    [InlineData("blank at the end \n")]
    [InlineData("carriage\r\nreturn\r\n")]
    [InlineData("\n")]
    [InlineData("# no comment\n--- no document\n")]
    public void A_block_is_read_as_it_was_written(string text) =>
        Assert.Equal(text, Read(new YamlText().Block(0, "key", text).ToString()));

    [Fact]
    public void A_list_that_does_not_fit_on_a_line_has_a_line_for_each_item()
    {
        var items = Enumerable.Range(0, 12).Select(i => $"infra/environments/prod/{i}.tf").ToList();
        Assert.Equal("key:\n" + string.Concat(items.Select(i => $"  - {i}\n")), new YamlText().List(0, "key", items).ToString());
        Assert.Equal("key: [a, b]\n", new YamlText().List(0, "key", ["a", "b"]).ToString());
        Assert.Equal(string.Empty, new YamlText().List(0, "key", []).ToString());
    }

    private static string Read(string yaml)
    {
        var root = DefinitionFile.Read(SourceFile.FromText(RepoPath.Parse("x.yaml"), yaml), []);
        Assert.NotNull(root);
        return Only(Assert.Single(root.Entries).Value);
    }

    private static string Only(DefinitionNode node) => node switch
    {
        DefinitionScalar scalar => scalar.Value,
        DefinitionList list => Only(Assert.Single(list.Items)),
        DefinitionMap map => Only(Assert.Single(map.Entries).Value),
        _ => throw new InvalidOperationException(),
    };
}
