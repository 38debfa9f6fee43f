using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax;

public sealed class NameTableTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(5_000)]
    public void Every_name_is_found_and_no_other(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"A{i}")];
        AssertKnown(names, $"A{count}", "A", string.Empty, "B1");
    }

    [Fact]
    public void Names_that_differ_where_the_hash_does_not_look_are_told_apart()
    {
        string[] names = [.. Enumerable.Range(1_000, 3_000).Select(i => $"FIRST_{i}_MIDDLE_{i}_LAST")];
        AssertKnown(names, "FIRST_1_MIDDLE_1_LAST");
    }

    [Fact]
    public void Names_of_every_length_are_told_apart()
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(i => new string('a', i))];
        AssertKnown(names, new string('a', 300), "b");
    }

    private static void AssertKnown(string[] names, params string[] others)
    {
        var table = new NameTable<Entry>();
        foreach (var name in names)
        {
            Assert.Null(table.Find(name));
            table.Add(new Entry(name));
        }

        foreach (var name in names) Assert.Equal(name, table.Find(name)?.Name);
        foreach (var name in others) Assert.Null(table.Find(name));
    }

    private sealed class Entry(string name) : KnownName(name);
}
