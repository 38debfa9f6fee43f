using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.CSharp;

public sealed class CSharpReaderTests
{
    private static string[] Describe(string text)
    {
        var document = ReaderHarness.Read("a.cs", text);
        Assert.Empty(document.Problems);
        return ReaderHarness.Describe(document);
    }

    [Fact]
    public void A_member_is_named_by_its_namespace_type_and_name() =>
        Assert.Equal(
            [
                "Keyword MyApp.Stacks 'namespace' (csharp)",
                "Symbol MyApp.Stacks 'MyApp' (csharp)",
                "Symbol MyApp.Stacks 'Stacks' (csharp)",
                "Keyword MyApp.Stacks.OrderFlowStack 'class' (csharp)",
                "Symbol MyApp.Stacks.OrderFlowStack 'OrderFlowStack' (csharp)",
                "Keyword MyApp.Stacks.OrderFlowStack.ServiceName 'const' (csharp)",
                "Keyword MyApp.Stacks.OrderFlowStack.ServiceName 'string' (csharp)",
                "Symbol MyApp.Stacks.OrderFlowStack.ServiceName 'ServiceName' (csharp)",
                "Value MyApp.Stacks.OrderFlowStack.ServiceName 'orderflow-app' (csharp)",
                "Symbol MyApp.Stacks.OrderFlowStack.Job 'Job' (csharp)",
                "Value MyApp.Stacks.OrderFlowStack.Job 'orderflow-job' (csharp)",
            ],
            Describe("namespace MyApp.Stacks;\nclass OrderFlowStack { const string ServiceName = \"orderflow-app\", Job = \"orderflow-job\"; }\n"));

    [Fact]
    public void What_a_property_a_key_or_an_argument_is_set_to_lies_under_its_name() =>
        Assert.Equal(
            [
                "Keyword  'var' (csharp)",
                "Symbol service 'service' (csharp)",
                "Keyword service 'new' (csharp)",
                "Symbol service 'Service' (csharp)",
                "Value service 'app' (csharp)",
                "Keyword service 'new' (csharp)",
                "Symbol service.Name 'Name' (csharp)",
                "Value service.Name 'a' (csharp)",
                "Symbol service.Env 'Env' (csharp)",
                "Value service.Env.KEY 'KEY' (csharp)",
                "Value service.Env.KEY 'b' (csharp)",
                "Value service.Env.OTHER 'OTHER' (csharp)",
                "Value service.Env.OTHER 'c' (csharp)",
                "Symbol service.options 'options' (csharp)",
                "Keyword service.options 'null' (csharp)",
            ],
            Describe("var service = new Service(\"app\", new() { Name = \"a\", Env = { [\"KEY\"] = \"b\", { \"OTHER\", \"c\" } } }, options: null);"));

    public static TheoryData<string, string[]> Literals => new()
    {
        { """ "a\"b\u0041\n" """, ["a\"bA\n"] },
        { """ @"a""b\n" """, ["a\"b\\n"] },
        { """ "orderflow"u8 """, ["orderflow", "u8"] },
        { """" """a "b" c""" """", ["a \"b\" c"] },
        { "\"\"\"\n    one\n\n      two \"x\"\n    \"\"\"", ["one", "two \"x\""] },
        { """ $"a-{n}-{{b}}-{m:D2}" """, ["a-", "n", "-{b}-", "m", "D2"] },
        { """ $@"a""{n}""b" """, ["a\"", "n", "\"b"] },
        { """" $$"""a {b} {{n}} c""" """", ["a {b} ", "n", " c"] },
        { "$\"\"\"\n    one {n}\n      two\n    \"\"\"", ["one", "n", "two"] },
        { """ 'x' """, ["x"] },
        { """ '\'' """, ["'"] },
        { " 0x1F_00 ", ["0x1F_00"] },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void Every_kind_of_literal_is_a_value_without_its_quotes_and_escapes(string literal, string[] expected)
    {
        foreach (var text in ReaderHarness.LineEndings($"_ = {literal};\n"))
        {
            var document = ReaderHarness.Read("a.cs", text);
            Assert.Empty(document.Problems);
            Assert.Equal(expected, document.Leaves.Where(l => l.HasMeaning).Skip(1).Select(l => l.Decode(text)));
        }
    }

    [Fact]
    public void A_string_of_many_lines_at_quotes_is_one_value_in_its_own_line_ends()
    {
        const string Text = "_ = @\"a\r\n\"\"b\"\"\r\nc\";";
        Assert.Contains("a\r\n\"b\"\r\nc", ReaderHarness.Read("a.cs", Text).Leaves.Select(l => l.Decode(Text)));
    }

    [Fact]
    public void Comments_documentation_and_directives_are_told_apart()
    {
        const string Text = """
            #define FLAG
            // plain order
            /* block order
             * second */
            #region order things
            #if FLAG
            /// <summary>See <see cref="Order.Name"/> &amp; <paramref name="order"/> <c>x</c>.</summary>
            #else
            class Disabled { string s = "order"; }
            #endif
            #pragma warning disable CS1591
            class Order { string Name; }
            #endregion
            """;
        Assert.Equal(
            [
                "Directive Order 'define' (csharp)",
                "Directive Order 'FLAG' (csharp)",
                "Comment Order 'plain order' (csharp)",
                "Comment Order 'block order' (csharp)",
                "Comment Order 'second' (csharp)",
                "Directive Order 'region' (csharp)",
                "Comment Order 'order things' (csharp)",
                "Directive Order 'if' (csharp)",
                "Directive Order 'FLAG' (csharp)",
                "Keyword Order 'summary' (csharp)",
                "Comment Order 'See' (csharp)",
                "Keyword Order 'see' (csharp)",
                "Key Order 'cref' (csharp)",
                "Symbol Order 'Order' (csharp)",
                "Symbol Order 'Name' (csharp)",
                "Comment Order '&amp;' (csharp)",
                "Keyword Order 'paramref' (csharp)",
                "Key Order 'name' (csharp)",
                "Symbol Order 'order' (csharp)",
                "Keyword Order 'c' (csharp)",
                "Comment Order 'x' (csharp)",
                "Keyword Order 'c' (csharp)",
                "Comment Order '.' (csharp)",
                "Keyword Order 'summary' (csharp)",
                "Directive Order 'else' (csharp)",
                "Code Order 'class Disabled { string s = \"order\"; }' (csharp)",
                "Directive Order 'endif' (csharp)",
                "Directive Order 'pragma' (csharp)",
                "Directive Order 'warning' (csharp)",
                "Directive Order 'disable' (csharp)",
                "Directive Order 'CS1591' (csharp)",
                "Keyword Order 'class' (csharp)",
                "Symbol Order 'Order' (csharp)",
                "Keyword Order.Name 'string' (csharp)",
                "Symbol Order.Name 'Name' (csharp)",
                "Directive  'endregion' (csharp)",
            ],
            Describe(Text));
    }

    [Fact]
    public void Nameof_is_a_keyword_and_its_argument_a_symbol()
    {
        Assert.Contains("Keyword  'nameof' (csharp)", Describe("_ = nameof(Order.Name);"));
        Assert.Contains("Symbol  'Name' (csharp)", Describe("_ = nameof(Order.Name);"));
    }

    [Fact]
    public void Marked_sections_of_documentation_are_markup_around_text() =>
        Assert.Equal(["Keyword A 'CDATA' (csharp)", "Comment A 'x < order' (csharp)", "Keyword A 'class' (csharp)", "Symbol A 'A' (csharp)"], Describe("/// <![CDATA[ x < order ]]>\nclass A { }\n"));

    [Fact]
    public void A_program_of_one_file_may_begin_with_its_directives() =>
        Assert.Equal(
            ["Directive  '/usr/bin/env dotnet' (csharp)", "Directive  'package Order@1.0' (csharp)"],
            Describe("#!/usr/bin/env dotnet\n#:package Order@1.0\n"));

    [Theory]
    [InlineData("class A { void M( }")]
    [InlineData("class A {")]
    [InlineData("var s = \"open;\n")]
    [InlineData("#if X\nclass A { }\n")]
    [InlineData("var s = $\"{\";\n")]
    public void What_does_not_parse_is_a_problem_and_still_covered(string text) =>
        Assert.NotEmpty(ReaderHarness.Read("a.cs", text).Problems);

    [Theory]
    [InlineData("#warning careful\nclass A { }\n")]
    [InlineData("#error not here\nclass A { }\n")]
    [InlineData("/// <summary>open\nclass A { }\n")]
    [InlineData("class A { B c; }\n")]
    public void A_warning_or_an_unknown_type_is_no_problem(string text) =>
        Assert.Empty(ReaderHarness.Read("a.cs", text).Problems);

    [Fact]
    public void A_script_may_hold_statements_and_load_directives()
    {
        var document = ReaderHarness.Read("a.csx", "#load \"order.csx\"\nvar x = 1;\nvoid F() { }\nx\n");
        Assert.Empty(document.Problems);
    }

    [Fact]
    public void A_sum_of_twenty_thousand_terms_is_read()
    {
        var text = "var s = " + string.Join(" + ", Enumerable.Repeat("\"a\"", 20_000)) + ";";
        Assert.Empty(ReaderHarness.Read("a.cs", text).Problems);
    }

    [Theory]
    [InlineData("x = ", "(")]
    [InlineData("x = ", "[")]
    [InlineData("x = ", "$\"{")]
    [InlineData("x = ", "a switch {")]
    [InlineData("x = y is ", "{A:")]
    [InlineData("x = a", "?.b")]
    [InlineData("x = ", "y => ")]
    [InlineData("", "A<")]
    [InlineData("", "delegate*<")]
    [InlineData("", "class A{")]
    [InlineData("#if ", "(")]
    [InlineData("#if ", "!")]
    [InlineData("/// ", "<a>")]
    [InlineData("/// <see cref=\"", "A{")]
    [InlineData("/// <a>", "\n/// <a>")]
    [InlineData("/** ", "\n * <a>")]
    public void What_is_nested_without_end_is_refused_and_covered(string start, string piece)
    {
        var text = start + string.Concat(Enumerable.Repeat(piece, 50_000));
        Assert.NotEmpty(ReaderHarness.Read("a.cs", text).Problems);
    }

    [Fact]
    public void Brackets_in_strings_and_comments_nest_nothing()
    {
        var text = string.Concat(Enumerable.Range(0, 600).Select(i => $"// ({i}\n/* [ */ s = \"({{<\"; c = '('; v = @\"(\"\"\"; r = \"\"\"([ \"\"\";\n"));
        Assert.Empty(ReaderHarness.Read("a.cs", text).Problems);
    }
}
