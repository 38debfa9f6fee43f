using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// YAML, on the events of YamlDotNet's parser: GitHub workflows and actions, GitLab pipelines, Kubernetes objects,
/// Pulumi YAML programs, Compose and whatever else is written in it. The template of a chart is read by the tolerant
/// <see cref="HelmTemplateReader"/> instead, and still is a file of this language; the same reader reads a chart's
/// helper files as <see cref="HelmLanguage"/>.
/// </summary>
public sealed class YamlLanguage : ILanguage
{
    private static readonly HashSet<string> KnownNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ".clang-format", ".clang-tidy", ".clangd", ".gemrc", ".yamllint", "Chart.lock", "CITATION.cff",
    };

    /// <inheritdoc/>
    public string Id => "yaml";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["yml"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        if (KnownNames.Contains(path.Name)) return 100;
        return path.Extension.Equals(".yaml", StringComparison.OrdinalIgnoreCase) || path.Extension.Equals(".yml", StringComparison.OrdinalIgnoreCase) ? 50 : 0;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request)
    {
        var hasActions = HelmTemplateReader.HasActions(request.Text) && !YamlDialect.IsWorkflowPath(request.Path);
        if (hasActions && IsInTemplates(request.Path)) return HelmTemplateReader.Read(request);

        using var stream = YamlStream.Parse(request.Text);
        if (hasActions && (stream.Problem is not null || stream.LooksLikeTemplate)) return HelmTemplateReader.Read(request);
        if (stream.Problem is not null) return HelmTemplateReader.Read(request) with { Problems = [stream.Problem] };

        var structure = YamlStructure.Build(stream, request.Root);
        return new SyntaxDocument(request, YamlEmitter.Emit(request, stream, structure), []);
    }

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(new YamlLanguage());

    private static bool IsInTemplates(RepoPath path) =>
        path.Value.StartsWith("templates/", StringComparison.Ordinal) || path.Value.Contains("/templates/", StringComparison.Ordinal);
}
