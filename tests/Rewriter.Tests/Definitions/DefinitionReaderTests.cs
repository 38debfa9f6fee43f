using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Definitions;
using Rewriter.Text;

namespace Rewriter.Tests.Definitions;

public sealed class DefinitionReaderTests
{
    private readonly List<Diagnostic> _diagnostics = [];

    private IEnumerable<string> Found => _diagnostics.Select(d => $"{d.Id} {d.Location.GetLineSpan().StartLinePosition.Line + 1},{d.Location.GetLineSpan().StartLinePosition.Character + 1}");

    [Fact]
    public void An_unknown_key_is_reported_at_its_place_with_a_suggestion()
    {
        var reader = Read("name: x\nkepps: y\nzzz: 1\n");
        Assert.Equal("x", reader.Text("name"));
        reader.Node("keeps");
        reader.Finish();

        Assert.Equal(["RW2002 2,1", "RW2002 3,1"], Found);
        Assert.Contains("did you mean 'keeps'?", _diagnostics[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("known are: keeps, name", _diagnostics[1].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_twice_is_reported_at_the_second()
    {
        Assert.Equal("1", Read("a: 1\nb: 2\na: 3\n").Text("a"));
        Assert.Equal(["RW2005 3,1"], Found);
    }

    [Fact]
    public void A_value_of_another_shape_is_reported_at_the_value()
    {
        var reader = Read("text: [a]\nmap: x\nlist: {a: b}\nflag: yes\nquoted: \"true\"\nnumber: -1\nduration: 3 weeks\nchoice: up\ntexts: [a, [b]]\nitems: [a]\n");
        Assert.Null(reader.Text("text"));
        Assert.Null(reader.Section("map", "m"));
        Assert.Empty(reader.Texts("list"));
        Assert.True(reader.Flag("flag", otherwise: true));
        Assert.False(reader.Flag("quoted"));
        Assert.Null(reader.Number("number"));
        Assert.Null(reader.Duration("duration"));
        Assert.Equal(7, reader.Choice("choice", 7, ("down", 1)));
        Assert.Equal(["a"], reader.Texts("texts").AsEnumerable());
        Assert.Empty(reader.Items("items", _ => "i").ToList());
        reader.Finish();

        Assert.Equal(["RW2004 1,7", "RW2004 2,6", "RW2004 3,7", "RW2004 4,7", "RW2004 5,9", "RW2004 6,9", "RW2004 7,11", "RW2004 8,9", "RW2004 9,12", "RW2004 10,9"], Found);
    }

    [Fact]
    public void What_is_missing_has_its_default_and_is_reported_where_it_must_be_there()
    {
        var reader = Read("a: ~\nb:\n");
        Assert.Null(reader.Text("a"));
        Assert.Null(reader.Node("b"));
        Assert.True(reader.Flag("c", otherwise: true));
        Assert.Empty(reader.Texts("d"));
        Assert.Equal(string.Empty, reader.RequiredText("e"));
        Assert.Equal(["RW2003 1,1"], Found);
    }

    [Fact]
    public void A_text_alone_is_a_list_of_one()
    {
        var reader = Read("a: x\nb: [y, z]\n");
        Assert.Equal(["x"], reader.Texts("a").AsEnumerable());
        Assert.Equal(["y", "z"], reader.Texts("b").AsEnumerable());
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    [InlineData("14d", 1209600)]
    [InlineData("1.5h", 5400)]
    [InlineData("2000ms", 2)]
    public void A_duration_is_a_number_and_a_unit(string text, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read($"d: {text}\n").Duration("d"));
        Assert.Empty(_diagnostics);
    }

    [Theory]
    [InlineData("90")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("99999999999d")]
    [InlineData("999999999d")]
    public void What_is_no_duration_is_reported(string text)
    {
        Assert.Null(Read($"d: {text}\n").Duration("d"));
        Assert.Equal(["RW2004 1,4"], Found);
    }

    [Theory]
    [InlineData("a: &x 1\nb: 2\n", "RW2001 1,4")]
    [InlineData("a: 1\nb: *x\n", "RW2001 2,4")]
    [InlineData("a: 1\n---\nb: 2\n", "RW2001 2,1")]
    [InlineData("", "RW2001 1,1")]
    [InlineData("- a\n", "RW2004 1,1")]
    [InlineData("? [a]\n: b\n", "RW2001 1,3")]
    public void What_a_definition_file_does_not_use_is_refused_at_its_place(string text, string found)
    {
        Assert.Null(DefinitionFile.Read(File(text), _diagnostics));
        Assert.Equal([found], Found);
    }

    [Theory]
    [InlineData("a: [1\n")]
    [InlineData("a: \"x\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: 1\n b: 2\n")]
    [InlineData("%x\n")]
    public void Broken_yaml_is_reported_and_never_thrown(string text)
    {
        Assert.Null(DefinitionFile.Read(File(text), _diagnostics));
        Assert.All(_diagnostics, d => Assert.Equal("RW2001", d.Id));
        Assert.NotEmpty(_diagnostics);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Assert.Null(DefinitionFile.Read(File("a: " + new string('[', 5000) + new string(']', 5000)), _diagnostics));
        Assert.Equal("RW2001", Assert.Single(_diagnostics).Id);
    }

    [Fact]
    public void Places_behind_astral_characters_and_crlf_are_right()
    {
        Read("a: \"\U0001F600ü\"\r\nb: [\U0001F600, x]\r\nbad: 1\r\n").Finish();
        Assert.Equal(["RW2002 1,1", "RW2002 2,1", "RW2002 3,1"], Found);
    }

    private static SourceFile File(string text) => SourceFile.FromText(RepoPath.Parse("rewrite.yaml"), text);

    private DefinitionReader Read(string text)
    {
        var file = File(text);
        var map = DefinitionFile.Read(file, _diagnostics);
        Assert.NotNull(map);
        return new DefinitionReader(file, map, "a test", _diagnostics);
    }
}
