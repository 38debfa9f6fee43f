using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Dockerfile;

/// <summary>Dockerfiles and Containerfiles as BuildKit reads them.</summary>
public sealed class DockerfileLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static DockerfileLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "dockerfile";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["docker", "containerfile"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        var name = path.Name;
        if (name is "Dockerfile" or "Containerfile" or "dockerfile") return 100;
        if (name.EndsWith(".dockerignore", StringComparison.Ordinal)) return 0;
        if (name.StartsWith("Dockerfile.", StringComparison.Ordinal) || name.StartsWith("Containerfile.", StringComparison.Ordinal)) return path.Extension is ".md" or ".j2" or ".tmpl" or ".template" or ".tpl" or ".erb" ? 0 : 80;
        return path.Extension.Equals(".Dockerfile", StringComparison.OrdinalIgnoreCase) || path.Extension is ".containerfile" ? 80 : 0;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new DockerfileReader(request).Read();

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
