using System.Text.RegularExpressions;
using Rewriter.Deployment;
using Rewriter.Syntax;

namespace Rewriter.Initializing;

/// <summary>The names in workflows, manifests, Makefiles, environments and scripts: what variables are set to, and what commands are given.</summary>
internal static partial class PlaceNames
{
    public static IEnumerable<NameFinding> Find(SurveyedFile file) => file.Kind switch
    {
        FileKind.Terraform or FileKind.Document or FileKind.Web or FileKind.History or FileKind.Code => [],
        _ when file.IsYaml => YamlValues(file).Concat(Commands(file)),
        _ => Assignments(file).Concat(Commands(file)),
    };

    private static IEnumerable<NameFinding> YamlValues(SurveyedFile file)
    {
        var isKubernetes = file.Text.Contains("apiVersion:", StringComparison.Ordinal);
        foreach (var leaf in file.Document.MeaningfulLeaves)
        {
            if (leaf.Languages.Depth > 1) continue;
            var segments = leaf.Path.Segments();
            if (leaf.Label == Label.Key && segments is ["services", _]) yield return Of(file, leaf, "service", NameUse.Name);
            if (leaf.Label != Label.Value) continue;
            var key = segments.LastOrDefault(s => !s.StartsWith('[')) ?? string.Empty;
            var isOfKubernetes = isKubernetes && (segments is [.., "metadata", "name"] || segments.Any(s => s is "labels" or "matchLabels" or "selector"));
            var use = isOfKubernetes && key != "name" ? NameUse.Label : NameUse.Name;
            if (Judge(Of(file, leaf, key, use), isOfKubernetes) is { } finding) yield return finding;
        }
    }

    private static IEnumerable<NameFinding> Assignments(SurveyedFile file)
    {
        foreach (var match in Assignment().Matches(file.Text).Concat(DefaultValue().Matches(file.Text)))
        {
            var value = match.Groups["value"];
            if (Judge(Of(file, value.Value, value.Index, match.Groups["key"].Value, NameUse.Name), false) is { } finding) yield return finding;
        }
    }

    private static IEnumerable<NameFinding> Commands(SurveyedFile file)
    {
        foreach (Match match in Command().Matches(file.Text))
        {
            var name = match.Groups["name"];
            var type = match.Groups["job"].Success ? ResourceTypes.Job : match.Groups["service"].Success ? ResourceTypes.Service : match.Groups["secret"].Success ? ResourceTypes.Secret : null;
            if (NameKeys.IsName(name.Value)) yield return Of(file, name.Value, name.Index, "name", NameUse.Name) with { Type = type };
        }

        foreach (Match match in BackendConfig().Matches(file.Text)) yield return Of(file, match.Groups["value"].Value, match.Groups["value"].Index, "prefix", NameUse.State);
    }

    private static NameFinding? Judge(NameFinding finding, bool mayBeOneWord)
    {
        var (text, key) = (finding.Text, finding.Key);
        if (NameKeys.IsState(key)) return NameKeys.IsStatePrefix(text) ? finding with { Use = NameUse.State } : null;
        if (!NameKeys.IsName(text)) return null;
        if (NameKeys.WhyLasting(key, text) is { } because) return finding with { Use = NameUse.Lasting, Because = because };
        if (NameKeys.MeansOther(key)) return null;
        var isJoined = text.Contains('-', StringComparison.Ordinal) || (text.Contains('_', StringComparison.Ordinal) && NameKeys.IsNameAttribute(key.ToLowerInvariant()));
        return isJoined || mayBeOneWord ? finding : null;
    }

    private static NameFinding Of(SurveyedFile file, SyntaxLeaf leaf, string key, NameUse use) => Of(file, leaf.Decode(file.Text).Trim(), leaf.Span.Start, key, use);

    private static NameFinding Of(SurveyedFile file, string text, int offset, string key, NameUse use) =>
        new(text, use, key, file.Place(offset)) { File = file, Path = file.Document.LeafAt(offset)?.Path, Label = file.Document.LeafAt(offset)?.Label ?? Label.Text };

    [GeneratedRegex(@"^[ \t]*(?:export[ \t]+|readonly[ \t]+|local[ \t]+|\$env:)?(?<key>[A-Za-z_]\w*)[ \t]*[?:]?=[ \t]*[""']?(?<value>[A-Za-z0-9][A-Za-z0-9_./-]*)[""']?[ \t]*(?:#.*)?\r?$", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\$\{(?<key>[A-Za-z_]\w*):?[-=](?<value>[A-Za-z0-9][A-Za-z0-9_./-]*)\}")]
    private static partial Regex DefaultValue();

    [GeneratedRegex(@"(?:(?<job>gcloud +run +jobs +(?:deploy|create|update|execute|describe|delete) +|--job[= ])|(?<service>gcloud +run +(?:deploy|services +(?:describe|update|update-traffic|delete)) +|--service[= ])|(?<secret>gcloud +secrets +(?:create|describe|delete|update|add-iam-policy-binding|versions +add) +|--secret[= ])|kubectl +[a-z ]*(?:deployment|deploy|service|svc|statefulset|job)[/ ]|helm +upgrade +(?:--install +|-i +)?|argocd +app +[a-z]+ +|--function-name[= ]|--cluster[= ])[""']?(?<name>[A-Za-z][A-Za-z0-9_-]*[A-Za-z0-9])\b")]
    private static partial Regex Command();

    [GeneratedRegex(@"-backend-config[= ][""']?(?:prefix|key)=(?<value>[A-Za-z0-9][A-Za-z0-9_./-]*)")]
    private static partial Regex BackendConfig();
}
