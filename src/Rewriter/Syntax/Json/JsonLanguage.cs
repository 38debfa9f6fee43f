using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Json;

/// <summary>
/// JSON (RFC 8259), and JSON with comments and trailing commas where the file is one whose tool takes them:
/// <c>tsconfig.json</c>, <c>.vscode/*</c>, <c>appsettings.json</c>, <c>*.jsonc</c>. A comment in any other file is a
/// problem, because the tool that reads that file would fail on it.
/// </summary>
public sealed class JsonLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static JsonLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "json";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["jsonc", "tfstate", "webmanifest"];

    /// <inheritdoc/>
    public bool UnderstandsHoles => true;

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head) => JsonFiles.Claim(path, head);

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new JsonReader(request, AllowsComments(request)).Read();

    // Documents show fragments of configuration with remarks in them; elsewhere an embedded text is strict, since a
    // Dockerfile's exec form that is no JSON is a shell command.
    private static bool AllowsComments(ReadRequest request) =>
        request.Languages.Outer is { } outer ? outer.Language == "markdown" : JsonFiles.AllowComments(request.Path);

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
