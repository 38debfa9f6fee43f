using Rewriter.Naming;

namespace Rewriter.Tests.Naming;

public sealed class NameMatcherTests
{
    [Theory]
    [InlineData("order-flow order_flow ORDER_FLOW ORDER-FLOW orderFlow OrderFlow orderflow ORDERFLOW order.flow", "pult-app pult_app PULT_APP PULT-APP pultApp PultApp pultapp PULTAPP pult.app")]
    [InlineData("Order Flow and order flow", "Pult App and pult app")]
    [InlineData("Order-Flow Order_Flow", "Pult-App Pult_App")]
    public void Every_spelling_of_a_name_of_several_words_follows(string before, string after) =>
        Assert.Equal(after, Matcher(("order-flow", "pult-app")).Replace(before));

    [Theory]
    [InlineData("orderflow_app orderflow-app ORDERFLOW_APP_URL orderflowApp myOrderflowApp orderflow2", "pult_app pult-app PULT_APP_URL pultApp myPultApp pult2")]
    [InlineData("Orderflow is not orderflows own", "Pult is not pults own")]
    public void A_name_of_one_word_is_found_inside_of_identifiers(string before, string after) =>
        Assert.Equal(after, Matcher(("orderflow", "pult")).Replace(before));

    [Theory]
    [InlineData("orderflow orderflow-db orderflow_db ORDERFLOW_DB orderflowDb Orderflow ORDERFLOW", "pult-app pult-app-db pult_app_db PULT_APP_DB pultAppDb PultApp PULT_APP")]
    public void A_new_name_of_several_words_takes_the_shape_of_its_place(string before, string after) =>
        Assert.Equal(after, Matcher(("orderflow", "pult-app")).Replace(before));

    [Theory]
    [InlineData("temporary")]
    [InlineData("Masterminds")]
    [InlineData("this.mainline")]
    [InlineData("webmaster")]
    [InlineData("MASTERMIND")]
    [InlineData("remastered")]
    [InlineData("masterful")]
    public void A_longer_word_is_left_alone(string text) =>
        Assert.Empty(Matcher(("rary", "x"), ("master", "y"), ("main", "z")).Match(text));

    [Fact]
    public void A_name_that_ends_in_a_digit_does_not_end_before_another() =>
        Assert.Equal("b web10 b-0", Matcher(("web1", "b")).Replace("web1 web10 web1-0"));

    [Theory]
    [InlineData(@"a\nmaster", @"a\nmain")]
    [InlineData("tree%2Fmaster", "tree%2Fmain")]
    [InlineData(@"a\\nmaster", @"a\\nmaster")]
    public void A_letter_of_an_escape_is_no_part_of_the_word_behind_it(string before, string after) =>
        Assert.Equal(after, Matcher(("master", "main")).Replace(before));

    [Fact]
    public void Two_names_change_places_in_one_pass() =>
        Assert.Equal("green blue GREEN_URL", Matcher(("blue", "green"), ("green", "blue")).Replace("blue green BLUE_URL"));

    [Fact]
    public void A_chain_of_names_does_not_run_on() =>
        Assert.Equal("b c d", Matcher(("a", "b"), ("b", "c"), ("c", "d")).Replace("a b c"));

    [Fact]
    public void The_longest_name_at_a_place_wins_and_of_equals_the_earlier_pair()
    {
        Assert.Equal("x y", Matcher(("app", "y"), ("app-db", "x")).Replace("app-db app"));
        Assert.Equal("x", Matcher(("app", "x"), ("App", "y")).Replace("app"));
        Assert.Equal("y", Matcher(("app", "x"), ("App", "y")).Replace("App"));
    }

    [Theory]
    [InlineData("foo", "foo-bar", "foo foo-bar foo_bar FOO_BAR fooBar")]
    [InlineData("bar", "foo-bar", "bar foo-bar foo_bar FOO_BAR fooBar")]
    [InlineData("opentf", "opentf-next", "opentf and opentf-next, OPENTF_NEXT")]
    public void A_new_name_that_holds_the_old_one_is_not_doubled(string from, string to, string text)
    {
        var matcher = Matcher((from, to));
        var once = matcher.Replace(text);
        Assert.NotEqual(text, once);
        Assert.Equal(once, matcher.Replace(once));
        Assert.DoesNotContain("bar-bar", once, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exact_pair_changes_only_what_is_written()
    {
        var matcher = new NameMatcher([new NamePair("OpenTF", "OpenTofu", false), new NamePair("opentf", "tofu", false)]);
        Assert.Equal("OpenTofu tofu OPENTF open-tf OpenTFs", matcher.Replace("OpenTF opentf OPENTF open-tf OpenTFs"));
    }

    [Fact]
    public void A_slug_changes_in_other_cases_but_not_in_other_words() =>
        Assert.Equal("New/Name new/name old-old", Matcher(("Old/Old", "New/Name")).Replace("Old/Old old/old old-old"));

    [Theory]
    [InlineData("什么是OpenDevin？使用OpenDevin的", "什么是OpenHands？使用OpenHands的")]
    [InlineData("déOpenDevin éopendevin", "déOpenHands éopendevin")]
    public void A_name_beside_a_script_without_cases_is_a_word(string before, string after) =>
        Assert.Equal(after, Matcher(("OpenDevin", "OpenHands")).Replace(before));

    [Theory]
    [InlineData("old/old-two old/old.git old/old. old/old/x", "old/old-two new/name.git new/name. new/name/x")]
    public void A_slug_ends_where_its_segment_ends(string before, string after) =>
        Assert.Equal(after, Matcher(("old/old", "new/name")).Replace(before));

    [Fact]
    public void A_brand_is_written_as_its_owner_writes_it_where_words_are_spaced() =>
        Assert.Equal("OpenHands and OpenHands", Matcher(("OpenDevin", "OpenHands")).Replace("open devin and Open Devin"));

    [Theory]
    [InlineData("entry entries ENTRY_COUNT", "record records RECORD_COUNT", "entry", "record")]
    [InlineData("endpoints Endpoints", "proxies Proxies", "endpoint", "proxy")]
    [InlineData("boxes box", "bags bag", "box", "bag")]
    public void A_plural_follows_its_name(string before, string after, string from, string to) =>
        Assert.Equal(after, Matcher((from, to)).Replace(before));

    [Fact]
    public void A_match_tells_its_pair_its_spelling_and_its_place()
    {
        var match = Assert.Single(Matcher(("a-name", "b"), ("order-flow", "pult")).Match("x ORDER_FLOW"));
        Assert.Equal((2, 12, 1, SpellingKind.ScreamingSnake, "PULT"), (match.Span.Start, match.Span.End, match.PairIndex, match.Spelling.Kind, match.Replacement));
    }

    [Fact]
    public void A_brand_keeps_the_writing_of_its_author() =>
        Assert.Equal("OpenTofu opentofu OPENTOFU", Matcher(("Terra", "OpenTofu")).Replace("Terra terra TERRA"));

    [Fact]
    public void Renaming_twice_is_renaming_once_whatever_the_text()
    {
        // New names hold no old ones but their own, so nothing is left to do the second time.
        var random = new Random(4711);
        string[] parts = ["order", "flow", "pult", "app", "Order", "Flow", "ORDER", "FLOW", "-", "_", ".", " ", "s", "2", "/", "x", "Y"];
        NameMatcher[] matchers =
        [
            Matcher(("order-flow", "pult-app")), Matcher(("order", "pult")), Matcher(("flow", "flow-pult")), Matcher(("order", "pult-order")),
            Matcher(("order", "pult-app"), ("flow", "x-y")),
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => parts[random.Next(parts.Length)]));
            var matcher = matchers[i % matchers.Length];
            var once = matcher.Replace(text);
            Assert.True(once == matcher.Replace(once), $"'{text}' became '{once}', then '{matcher.Replace(once)}'");
        }
    }

    [Fact]
    public void A_swap_done_twice_gives_the_text_back()
    {
        var random = new Random(5);
        string[] parts = ["blue", "green", "Blue", "Green", "BLUE", "GREEN", "-", "_", " ", "red", "1"];
        var swap = Matcher(("blue", "green"), ("green", "blue"));
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => parts[random.Next(parts.Length)]));
            Assert.Equal(text, swap.Replace(swap.Replace(text)));
        }
    }

    private static NameMatcher Matcher(params (string From, string To)[] pairs) => new([.. pairs.Select(p => new NamePair(p.From, p.To))]);
}
