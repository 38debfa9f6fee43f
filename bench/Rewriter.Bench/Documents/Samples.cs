using System.Text;

namespace Rewriter.Bench.Documents;

/// <summary>
/// Documents of every language, made in code, so that anyone measures the same ones. Each repeats a piece as one finds
/// it in repositories of the trade, with other names every time, until it is long enough.
/// </summary>
public static class Samples
{
    /// <summary>How long a document is (bytes).</summary>
    public const int Size = 256 * 1024;

    /// <summary>All documents at a length.</summary>
    public static IReadOnlyList<Sample> All(int size = Size) =>
    [
        Make("yaml", "deploy/objects.yaml", size, YamlPieces.Object),
        Make("yaml", ".github/workflows/deploy.yml", size, YamlPieces.Job, YamlPieces.WorkflowHead),
        Make("yaml", "charts/app/templates/deployment.yaml", size, YamlPieces.Template),
        Make("csharp", "src/Stacks/Program.cs", size, CodePieces.CSharp),
        Make("markdown", "docs/guide.md", size, TextPieces.Markdown),
        Make("hcl", "infra/main.tf", size, TextPieces.Hcl),
        Make("makefile", "Makefile", size, ScriptPieces.Makefile),
        Make("shell", "deploy.sh", size, ScriptPieces.Shell),
        Make("shell", "short.sh", size, ScriptPieces.ShortShell),
        Make("dockerfile", "Dockerfile", size, ScriptPieces.Dockerfile),
        Make("justfile", "justfile", size, ScriptPieces.Justfile),
        Make("dotenv", ".env", size, TextPieces.Dotenv),
        Make("json", "config.json", size, TextPieces.Json, "{\n", "  \"end\": null\n}\n"),
        Make("toml", "settings.toml", size, TextPieces.Toml),
    ];

    private static Sample Make(string language, string path, int size, Action<StringBuilder, Words, int> piece, string head = "", string tail = "")
    {
        var words = new Words();
        var text = new StringBuilder(head, size + 4096);
        for (var i = 0; text.Length < size; i++) piece(text, words, i);
        return new Sample(language, path, text.Append(tail).ToString());
    }
}
