using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// The helper files of a chart (<c>_helpers.tpl</c>, <c>NOTES.txt</c>): templates whose text is YAML at most in parts.
/// Read by <see cref="HelmTemplateReader"/>, as are a chart's templates that are YAML files. A <c>.tpl</c> file outside
/// of a chart is claimed only where its beginning holds an action, because other tools use the extension too.
/// </summary>
public sealed class HelmLanguage : ILanguage
{
    /// <inheritdoc/>
    public string Id => "helm";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["gotmpl", "go-template"];

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        var inTemplates = path.Value.Contains("templates/", StringComparison.Ordinal);
        if (path.Name == "NOTES.txt" && inTemplates) return 70;
        if (path.Extension is ".gotmpl") return 50;
        if (path.Extension is not ".tpl") return 0;
        return path.Name.StartsWith('_') && inTemplates ? 70 : HelmTemplateReader.HasActions(head) ? 50 : 0;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => HelmTemplateReader.Read(request);

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(new HelmLanguage());
}
