using Rewriter.Tests.Syntax;
using Rewriter.Tests.Syntax.Shell;

namespace Rewriter.Tests.Docs;

/// <summary>The tests that the guide docs/guides/add-a-language.md asks for.</summary>
public sealed class PairsLanguageTests
{
    private const string Sample = """
        # the service orderflow-app
        service = orderflow-app
        host=orderflow-app.example.org

        """;

    [Fact]
    public void Keys_values_and_comments_are_told_apart() => Assert.Equal(
        [
            "Comment  'the service orderflow-app' (pairs)",
            "Key service 'service' (pairs)",
            "Value service 'orderflow-app' (pairs)",
            "Key host 'host' (pairs)",
            "Value host 'orderflow-app.example.org' (pairs)",
        ],
        ReaderHarness.Describe(ReaderHarness.Read("a.pairs", Sample)));

    [Fact]
    public void A_rename_changes_the_name_and_nothing_else()
    {
        foreach (var text in ReaderHarness.LineEndings(Sample))
            Assert.Equal(text.Replace("orderflow-app", "pult-app", StringComparison.Ordinal), ReaderHarness.Rename("a.pairs", text, "orderflow-app", "pult-app").Text);
    }

    [Fact]
    public void A_key_with_a_blank_in_it_is_refused() =>
        Assert.Contains("cannot stand in a key", Assert.Single(ReaderHarness.Rename("a.pairs", "service = x\n", "service", "the service").Outcome.Refusals).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_that_would_lose_its_blank_is_refused() =>
        Assert.Single(ReaderHarness.Rename("a.pairs", "service = x\n", "x", " x").Outcome.Refusals);

    [Fact]
    public void A_line_without_an_equals_sign_refuses_the_file() => Assert.Single(ReaderHarness.Read("a.pairs", "service\n").Problems);

    [Fact]
    public void Any_order_of_tokens_is_covered_and_never_throws() => TokenFuzz.Run("a.pairs", ["a", "=", "#", " ", "\t", "\n", "\r\n", "\r", "é", "\0", "\uFEFF"], 2000);
}
