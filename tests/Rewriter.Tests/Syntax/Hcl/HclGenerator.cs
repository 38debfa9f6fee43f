using System.Globalization;
using System.Text;

namespace Rewriter.Tests.Syntax.Hcl;

/// <summary>Writes configurations that are valid by the grammar, of every construct, from a seed.</summary>
internal sealed class HclGenerator(int seed)
{
    private static readonly string[] Names = ["alpha", "beta", "a-b", "_x", "été", "alpha_2", "name"];
    private readonly Random _random = new(seed);
    private int _next;

    public string File() => Body(0, _random.Next(1, 6));

    private string Body(int depth, int items)
    {
        var text = new StringBuilder();
        var indent = new string(' ', depth * 2);
        for (var i = 0; i < items; i++)
        {
            text.Append(Pick(() => "", () => "\n", () => $"{indent}# alpha for x\n", () => $"{indent}// c\n", () => $"{indent}/* alpha\n * b */\n"));
            text.Append(indent).Append(depth < 3 && _random.Next(3) == 0 ? Block(depth) : Attribute(depth)).Append(Pick(() => "\n", () => " # end\n", () => "\n\n"));
        }

        return text.ToString();
    }

    private string Attribute(int depth) => $"{Name()}{_next++.ToString(CultureInfo.InvariantCulture)}{Blank()}={Blank()}{Expression(depth)}";

    private string Block(int depth)
    {
        var head = Pick(() => $"{Name()}", () => $"resource \"t_{Name()}\" \"{Name()}\"", () => $"b {Name()} \"x\"", () => $"dynamic \"{Name()}\"");
        return Pick(() => $"{head} {{}}", () => $"{head} {{ {Attribute(9)} }}", () => $"{head} {{\n{Body(depth + 1, _random.Next(3))}}}");
    }

    private string Expression(int depth) => depth > 5 ? Simple() : Pick(
        Simple,
        () => $"\"{Template(depth + 1)}\"",
        () => $"[{Expression(9)}, {Expression(depth + 1)}]",
        () => $"[\n  {Expression(depth + 1)},\n  # alpha\n\n]",
        () => "[]",
        () => "{\n\n}",
        () => $"{{ {Name()} = {Expression(9)}, \"{Name()} q\" : {Expression(depth + 1)}, ({Simple()}) = 1 }}",
        () => $"{{\n  {Name()} = {Expression(depth + 1)}\n  \"k${{{Simple()}}}\" = 2\n}}",
        () => $"[for x, y in {Expression(depth + 1)} : x if y.alpha]",
        () => $"{{for x in {Simple()} : x.alpha => {Expression(depth + 1)}...}}",
        () => $"{Name()}({Expression(depth + 1)},\n {Simple()}...)",
        () => $"provider::p::{Name()}({Expression(depth + 1)})",
        () => $"{Simple()} ? {Expression(depth + 1)} : {Expression(depth + 1)}",
        () => $"(\n{Expression(depth + 1)}\n)",
        () => $"{Simple()} {Pick(() => "+", () => "&&", () => "==", () => "<=", () => "%", () => "-")} -{Simple()}",
        () => $"(f({Simple()}))[{Expression(depth + 1)}].{Name()}",
        () => Heredoc(depth + 1));

    private string Simple() => Pick(
        () => "1", () => "1.5e-3", () => "true", () => "null", () => "\"alpha\"", () => $"var.{Name()}", () => $"local.{Name()}.x", () => $"module.{Name()}[0].alpha",
        () => $"data.t.{Name()}.id", () => $"t_x.{Name()}[*].id", () => $"t_x.{Name()}.*.id", () => "each.value", () => $"!var.{Name()}");

    private string Template(int depth) => string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(
        () => "alpha", () => " x ", () => "$${y}", () => "%%{z}", () => "\\n", () => "\\\"", () => "\\u00e9", () => "100% ", () => "$ ",
        () => $"${{ {Expression(depth + 1)} }}", () => $"${{~{Simple()}~}}", () => $"%{{ if {Simple()} ~}}alpha%{{ else }}b%{{ endif }}", () => $"%{{ for i in {Simple()} }}${{i}}%{{ endfor }}")));

    private string Heredoc(int depth)
    {
        var lines = string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(() => "  alpha", () => "\t\"x\" \\d", () => "", () => "$${y} %%{", () => $"a${{{Simple()}}}b", () => $"${{\n{Expression(depth + 1)}\n}}") + "\n"));
        return $"(<<{Pick(() => "", () => "-")}E_O\n{lines}  E_O\n)";
    }

    private string Name() => Names[_random.Next(Names.Length)];

    private string Blank() => Pick(() => " ", () => "", () => "  ");

    private string Pick(params Func<string>[] choices) => choices[_random.Next(choices.Length)]();
}
