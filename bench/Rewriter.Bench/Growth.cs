using System.Globalization;
using System.Text;
using Rewriter.Bench.Documents;

namespace Rewriter.Bench;

/// <summary>
/// Texts made to be slow, each at three lengths, every one four times the one before: a reader that is linear takes
/// four times as long for it.
/// </summary>
internal static class Growth
{
    private static readonly (string Name, string Language, string Path, Func<int, string> Text)[] Shapes =
    [
        ("open links in one paragraph", "markdown", "a.md", n => Many("[a](b", n)),
        ("open brackets", "markdown", "a.md", n => Many("[", n)),
        ("brackets that are no links", "markdown", "a.md", n => Many("[a] ", n)),
        ("open links in a heading", "markdown", "a.md", n => "# " + Many("[a](b", n)),
        ("open links over an underline", "markdown", "a.md", n => Many("[a](b", n) + "\n===\n"),
        ("stars", "markdown", "a.md", n => Many("*a **a ", n)),
        ("code ticks of all lengths", "markdown", "a.md", n => string.Concat(Enumerable.Range(0, (int)Math.Sqrt(n)).Select(i => "e" + new string('`', i)))),
        ("pipes in one line", "markdown", "a.md", n => Many("| a ", n) + "\n" + Many("|---", n) + "\n"),
        ("quotes", "markdown", "a.md", n => Many("> a\n\n", n)),
        ("open comments", "markdown", "a.md", n => Many("a <!-- ", n)),
        ("definitions", "markdown", "a.md", n => string.Concat(Enumerable.Range(0, n).Select(i => $"[a{i}]: http://b/{i}\n"))),
        ("oneshell recipes", "makefile", "Makefile", n => ".ONESHELL:\na:\n" + Many("\techo $(X) $$y\n", n)),
        ("one logical line", "makefile", "Makefile", n => "X = " + Many("a $(b) \\\n", n) + "\n"),
        ("recipes", "makefile", "Makefile", n => "a:\n" + Many("\techo $(X) $$y\n", n)),
        ("targets", "makefile", "Makefile", n => Many("a ", n) + ":\n"),
        ("open references", "makefile", "Makefile", n => "X = " + Many("$(", n) + "\n"),
        ("shell functions of make", "makefile", "Makefile", n => Many("X := $(shell echo $(Y) | cat)\n", n)),
        ("here-document", "dockerfile", "Dockerfile", n => "FROM a\nRUN <<EOF\n" + Many("echo $X\n", n) + "EOF\n"),
        ("here-documents", "dockerfile", "Dockerfile", n => "FROM a\n" + Many("RUN <<EOF\necho $X\nEOF\n", n)),
        ("copied here-document", "dockerfile", "Dockerfile", n => "FROM a\nCOPY <<EOF /b\n" + Many("echo $X\n", n) + "EOF\n"),
        ("one continued instruction", "dockerfile", "Dockerfile", n => "FROM a\nRUN " + Many("echo $X && \\\n# b\n", n) + "true\n"),
        ("environment in one instruction", "dockerfile", "Dockerfile", n => "FROM a\nENV " + Many("A=b \\\n", n) + "C=d\n"),
        ("recipe of a justfile", "justfile", "justfile", n => "a:\n" + Many("    echo {{x}}\n", n)),
        ("script of a justfile", "justfile", "justfile", n => "a:\n    #!/bin/sh\n" + Many("    echo {{x}}\n", n)),
        ("here-documents", "shell", "a.sh", n => Many("cat <<A\n$x\nA\n", n)),
        ("here-document", "shell", "a.sh", n => "cat <<A\n" + Many("b $x\n", n) + "A\n"),
        ("quotes over lines", "shell", "a.sh", n => "echo \"" + Many("b $x\n", n) + "\"\n"),
        ("open brackets", "shell", "a.sh", n => Many("$((", n)),
        ("redirections of one command", "shell", "a.sh", n => "a " + Many(">b ", n) + "\n"),
        ("script of a workflow", "yaml", ".github/workflows/a.yml", n => "on: push\njobs:\n  a:\n    steps:\n      - run: |\n" + Many("          echo ${{ a.b }}\n", n)),
        ("steps of a workflow", "yaml", ".github/workflows/a.yml", n => "on: push\njobs:\n  a:\n    steps:\n" + Many("      - run: echo ${{ a.b }}\n", n)),
        ("keys", "yaml", "a.yaml", n => string.Concat(Enumerable.Range(0, n).Select(i => $"a{i}: b\n"))),
        ("documents", "yaml", "a.yaml", n => Many("---\na: b\n", n)),
        ("comments", "yaml", "a.yaml", n => Many("# a\n", n) + "b: c\n"),
        ("folded lines", "yaml", "a.yaml", n => "a: >\n" + Many("  b\n\n", n)),
        ("double quotes over lines", "yaml", "a.yaml", n => "a: \"" + Many("b\\n\\\n  ", n) + "\"\n"),
        ("actions of a chart", "yaml", "templates/a.yaml", n => Many("{{ if a }}\nb: {{ .c }}\n{{ end }}\n", n)),
        ("open actions of a chart", "yaml", "templates/a.yaml", n => Many("{{ ", n)),
        ("terms", "csharp", "a.cs", n => "var a = " + Many("1 + ", n) + "1;\n"),
        ("disabled code", "csharp", "a.cs", n => "#if A\n" + Many("int a;\n", n) + "#endif\n"),
        ("statements", "csharp", "a.cs", n => Many("a(b);\n", n)),
        ("heredoc", "hcl", "a.tf", n => "a = <<E\n" + Many("b ${c}\n", n) + "E\n"),
        ("list", "hcl", "a.tf", n => "a = [" + Many("b,", n) + "]\n"),
        ("templates", "hcl", "a.tf", n => "a = \"" + Many("${b}", n) + "\"\n"),
        ("array", "json", "a.json", n => "[" + Many("1,", n) + "1]"),
        ("array", "toml", "a.toml", n => "a = [" + Many("1,", n) + "]\n"),
        ("tables", "toml", "a.toml", n => string.Concat(Enumerable.Range(0, n).Select(i => $"[a{i}]\nb = 1\n"))),
        ("lines", "dotenv", ".env", n => Many("A=\"b\nc\"\n", n)),
    ];

    public static int Run(string? only)
    {
        Console.WriteLine($"{"shape",-48}{"n (ms)",10}{"4n (ms)",10}{"16n (ms)",10}{"growth",8}");
        foreach (var (name, language, path, text) in Shapes.Where(s => only is null || s.Language == only))
        {
            const int First = 2_500;
            double[] seconds = [.. new[] { First, 4 * First, 16 * First }.Select(n => Time(new Sample(language, path, text(n))))];
            var growth = seconds[2] / Math.Max(seconds[1], 1e-4);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{language + ": " + name,-48}{seconds[0] * 1e3,10:F1}{seconds[1] * 1e3,10:F1}{seconds[2] * 1e3,10:F1}{growth,8:F1}{(growth > 8 ? "  more than linear" : string.Empty)}"));
        }

        return 0;
    }

    private static double Time(Sample sample)
    {
        var read = Reading.Of(sample);
        return ProcessorTime.Of(() => read(), warmup: 0.05, rounds: 2, round: 0.02);
    }

    private static string Many(string piece, int count) => new StringBuilder(piece.Length * count).Insert(0, piece, count).ToString();
}
