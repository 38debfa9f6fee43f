using Rewriter.Rules;

namespace Rewriter.Tests.Rules;

public sealed class VocabularyTests
{
    private static readonly Role App = RuleSample.Role("app", "alpha-app", "beta-app");
    private static readonly Role Product = RuleSample.Role("product", "alpha", "beta");

    [Fact]
    public void The_longest_name_has_the_place() =>
        Assert.Equal(["0 alpha-app", "10 alpha", "17 beta-app"], RuleSample.Found("a.txt", "alpha-app alpha, beta-app", Product, App));

    [Theory]
    [InlineData("my-alpha alpha2 alpha_x alphas xalpha äalpha alphaß")]
    [InlineData("ALPHA Alpha")]
    public void A_part_of_a_word_is_no_name(string text) => Assert.Empty(RuleSample.Found("a.txt", text, Product));

    [Fact]
    public void Marks_that_are_no_part_of_a_word_end_a_name() =>
        Assert.Equal(["0 alpha", "6 alpha", "12 alpha", "18 alpha", "25 alpha"], RuleSample.Found("a.txt", "alpha.alpha/alpha:alpha (alpha)", Product));

    [Fact]
    public void A_name_that_ends_in_a_separator_is_a_prefix() =>
        Assert.Equal(["0 alpha-", "10 alpha-"], RuleSample.Found("a.txt", "alpha-x , alpha-, my-alpha-y", RuleSample.Role("prefix", "alpha-", "beta-")));

    [Fact]
    public void A_name_that_fills_its_leaf_is_a_word_beside_an_interpolation() =>
        Assert.Equal(["5 alpha"], RuleSample.Found("a.tf", "a = \"alpha${var.x}\"\nb = \"alpha-${var.x}\"\n", Product));

    [Fact]
    public void A_role_that_never_changes_is_not_looked_for() =>
        Assert.Empty(RuleSample.Found("a.txt", "same", RuleSample.Role("x", "same", "same")));

    [Fact]
    public void A_name_of_two_roles_means_both()
    {
        var vocabulary = new Vocabulary([RuleSample.Role("one", "a", "b"), RuleSample.Role("two", "a", "c")]);
        Assert.Equal(["a", "b", "c"], vocabulary.Names);
    }
}
