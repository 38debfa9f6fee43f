using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Initializing;

/// <summary>
/// The names that Terraform gives to resources: in their own arguments, and in the defaults, locals, values and module
/// arguments that feed these.
/// </summary>
internal sealed class TerraformNames
{
    private readonly TerraformSymbolIndex _index;
    private readonly Dictionary<TerraformDeclaration, string> _types = [];
    private readonly HashSet<TerraformDeclaration> _labels = [];
    private readonly List<(TerraformDeclaration Fed, string Type)> _each = [];
    private readonly List<(TerraformDeclaration Local, TerraformDeclaration Feeds, bool IsWhole)> _aliases = [];
    private readonly IReadOnlyList<SurveyedFile> _files;
    private readonly HashSet<TerraformDeclaration> _declarations;

    /// <param name="files">Files to look for names in.</param>
    /// <param name="all">All Terraform files, for what refers to what.</param>
    public TerraformNames(IEnumerable<SurveyedFile> files, IEnumerable<SurveyedFile> all)
    {
        _files = [.. files.Where(f => f.Kind == FileKind.Terraform)];
        var configuration = all.Where(f => f.Kind == FileKind.Terraform).ToList();
        _index = new TerraformSymbolIndex(configuration.Select(f => KeyValuePair.Create(f.Path, f.Document)));
        _declarations = [.. _index.Declarations];
        foreach (var file in configuration) Collect(file);
        for (var round = 0; round < 4; round++) Propagate();
    }

    public IEnumerable<NameFinding> Find() => _files.SelectMany(f => f.Document.MeaningfulLeaves.Where(l => l.Label == Label.Value && l.Languages.Depth == 1).SelectMany(l => Find(f, l)));

    /// <summary>Names that Terraform's own blocks declare: a variable, a local, the label of a resource.</summary>
    public IReadOnlySet<string> Declared() => _declarations.Select(d => d.Name[(d.Name.LastIndexOf('.') + 1)..]).ToHashSet(StringComparer.Ordinal);

    private void Collect(SurveyedFile file)
    {
        foreach (var leaf in file.Document.MeaningfulLeaves)
        {
            if (leaf.Symbol is not { Kind: TerraformKinds.Variable or TerraformKinds.Local, IsDefinition: false }) continue;
            if (_index.Resolve(file.Path, leaf)?.Declaration is not { } used) continue;
            switch (leaf.Path.Segments().ToArray())
            {
                case ["resource", var type, _, "for_each", ..]: _each.Add((used, type)); break;
                case ["resource", _, _, .. var rest] when rest.Any(s => s is "labels" or "tags"): _labels.Add(used); break;
                case ["resource", var type, _, var argument] when IsNameOf(type, argument): _types.TryAdd(used, type); break;
                case ["locals", var local, .. var rest]: _aliases.Add((new TerraformDeclaration(file.Path.Parent, TerraformKinds.Local, local), used, rest.Length == 0)); break;
                case ["module", var module, var argument, ..] when leaf.Label == Label.Address && _index.Modules.Find(file.Path.Parent, module)?.Target is { } target:
                    _aliases.Add((new TerraformDeclaration(target, TerraformKinds.Variable, argument), used, true));
                    break;
                default: break;
            }
        }
    }

    // What a label or a name is made of is part of it.
    private void Propagate()
    {
        foreach (var (local, feeds, isWhole) in _aliases)
        {
            if (_labels.Contains(local)) _labels.Add(feeds);
            if (isWhole && _types.TryGetValue(local, out var type)) _types.TryAdd(feeds, type);
        }
    }

    private IEnumerable<NameFinding> Find(SurveyedFile file, SyntaxLeaf leaf)
    {
        var segments = leaf.Path.Segments().ToArray();
        var key = segments.LastOrDefault(s => !s.StartsWith('[')) ?? string.Empty;
        var (begins, ends) = file.Quoted(leaf);
        var text = leaf.Decode(file.Text);
        var isWhole = begins && ends;
        if (Declared(file, segments) is { } declared)
        {
            var type = _types.GetValueOrDefault(declared) ?? _each.FirstOrDefault(e => e.Fed == declared && IsNameOf(e.Type, key)).Type;
            return Make(file, leaf, text, key, type, isWhole, _labels.Contains(declared) || segments.Any(s => s is "labels" or "tags"), type is not null || NameKeys.IsNameAttribute(key), isFed: true);
        }

        return segments switch
        {
            ["resource", var type, _, .. var rest] => Make(file, leaf, text, key, IsNameOf(type, key) ? type : null, isWhole, rest.Any(s => s is "labels" or "tags"), NameKeys.IsNameAttribute(key), isFed: false),
            ["terraform", ..] when isWhole && segments.Contains("backend") && key is "prefix" or "key" => [New(NameUse.State)],
            ["terraform", ..] when isWhole && key == "bucket" => [New(NameUse.Lasting) with { Because = NameKeys.WhyLasting("bucket", text) }],
            _ => [],
        };

        NameFinding New(NameUse use) => new(text, use, key, file.Place(leaf.Span.Start)) { File = file, Path = leaf.Path, Label = leaf.Label };
    }

    private TerraformDeclaration? Declared(SurveyedFile file, string[] segments)
    {
        var folder = file.Path.Parent;
        if (file.Path.Extension == ".tfvars")
        {
            // Values may lie in a folder of their own below the module's.
            for (var at = folder; segments.Length > 0; at = at.Parent)
            {
                var declaration = new TerraformDeclaration(at, TerraformKinds.Variable, segments[0]);
                if (_declarations.Contains(declaration) || at.Value.Length == 0) return declaration;
            }
        }

        return segments switch
        {
            ["variable", var name, "default", ..] => new TerraformDeclaration(folder, TerraformKinds.Variable, name),
            ["locals", var name, ..] => new TerraformDeclaration(folder, TerraformKinds.Local, name),
            ["module", var module, var name, ..] when name is not ("source" or "version") => new TerraformDeclaration(_index.Modules.Find(folder, module)?.Target ?? RepoPath.Root.Append(".module"), TerraformKinds.Variable, name),
            _ => null,
        };
    }

    private static IEnumerable<NameFinding> Make(SurveyedFile file, SyntaxLeaf leaf, string text, string key, string? type, bool isWhole, bool isLabel, bool isNameAttribute, bool isFed)
    {
        var variable = leaf.Path.Segments() is ["variable", var declared, "default", ..] ? declared : key;
        var finding = new NameFinding(text, NameUse.Name, variable, file.Place(leaf.Span.Start), type) { File = file, Path = leaf.Path, Label = leaf.Label };
        if (!isWhole)
        {
            // A template puts a name together from this and other pieces: its beginning ends, or its end begins, in a separator.
            var (begins, ends) = file.Quoted(leaf);
            var isPart = (begins && text.EndsWith('-')) || (begins && text.EndsWith('_')) || (ends && text.StartsWith('-')) || (ends && text.StartsWith('_'));
            return isPart && !NameKeys.MeansOther(key) && (isLabel || isNameAttribute) ? [finding with { Use = NameUse.Part, Type = null }] : [];
        }

        if (NameKeys.WhyLasting(variable, text) is { } lasting && NameKeys.IsName(text)) return [finding with { Use = NameUse.Lasting, Because = lasting }];
        if (type is not null && WhyLasting(type) is { } because) return [finding with { Use = NameUse.Lasting, Because = because }];
        if (NameKeys.IsState(variable) && NameKeys.IsStatePrefix(text)) return [finding with { Use = NameUse.State }];
        if (!NameKeys.IsName(text)) return [];
        if (isLabel) return [finding with { Use = NameUse.Label, Type = null }];
        if (type is not null || isNameAttribute || NameKeys.IsNameAttribute(variable)) return NameKeys.MeansOther(variable) && type is null ? [] : [finding];
        return isFed && text.Contains('-', StringComparison.Ordinal) && !NameKeys.MeansOther(variable) ? [finding] : [];
    }

    private static string? WhyLasting(string type) =>
        NameKeys.WhyLasting(type) is not { } general ? null
        : ResourceTypeCatalog.Find(type)?.LostWithObject is { } lost ? $"it cannot be renamed in place: {lost}".Replace("place: ", "place, and ", StringComparison.Ordinal)
        : general;

    private static bool IsNameOf(string type, string argument) =>
        ResourceTypeCatalog.Find(type) is { } known
            ? known.NameField is { } field && JsonNamingPolicy.SnakeCaseLower.ConvertName(field) == argument
            : argument == "name";
}
