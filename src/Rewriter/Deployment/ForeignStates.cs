using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Rewriter.Deployment;

/// <summary>Brings the states of other tools into the form in which the engine compares.</summary>
public static partial class ForeignStates
{
    /// <summary>
    /// A state of another tool: ids have one form, whether the tool names a project by its id or by its number.
    /// </summary>
    /// <exception cref="FormatException">Two resources have one address.</exception>
    public static EngineState Of(string key, string lineage, long serial, IEnumerable<ResourceState> resources)
    {
        var all = resources.OrderBy(r => r.Address, StringComparer.Ordinal).ToList();
        if (all.GroupBy(r => r.Address, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new FormatException($"the address '{twice.Key}' stands twice");
        var numbers = NumbersOf(all);
        return new EngineState { Key = key, Lineage = lineage, Serial = serial, IsForeign = true, Resources = [.. all.Select(r => Completed(WithIds(r, numbers)))] };
    }

    /// <summary>What exists in a cloud as far as states of other tools tell, and what else is known of it; where both know an object, the states are believed.</summary>
    public static CloudSnapshot CloudOf(CloudSnapshot known, IEnumerable<EngineState> foreign) => known with
    {
        IsPartial = true,
        Objects = [.. foreign.SelectMany(s => s.Resources).Select(ObjectOf).Concat(known.Objects).DistinctBy(o => (o.Type, o.Id))
            .OrderBy(o => o.Type, StringComparer.Ordinal).ThenBy(o => o.Id, StringComparer.Ordinal)],
    };

    private static CloudObject ObjectOf(ResourceState resource)
    {
        var isVersion = resource.Type == ResourceTypes.SecretVersion && resource.Id.Contains("/versions/", StringComparison.Ordinal);
        var made = isVersion || resource.Type != ResourceTypes.SecretVersion
            ? CloudRules.Make(resource.Type, resource.Id, resource.Inputs, ProjectOf(resource) ?? string.Empty)
            : new CloudObject { Type = resource.Type, Id = resource.Id, Name = SecretReferences.NameOf(resource.Id), Attributes = resource.Inputs };
        var enabled = !isVersion || resource.Inputs["enabled"]?.Boolean != false;
        return made with { IsForeign = true, Outputs = isVersion ? made.Outputs.With(CloudSecrets.Enabled, enabled) : made.Outputs };
    }

    // A version shows the secret that it is of, and who may use something has an id that begins with it.
    private static ResourceState Completed(ResourceState resource)
    {
        if (ResourceTypeCatalog.Find(resource.Type) is not { } schema) return resource;
        if (resource.Type == ResourceTypes.SecretVersion && resource.Id.LastIndexOf("/versions/", StringComparison.Ordinal) is var at and > 0)
            return resource with { Inputs = resource.Inputs.With("secret", resource.Id[..at]) };
        return schema.IdFormat?.Contains(' ') == true && ProjectOf(resource) is { } project && schema.IdOf(resource.Inputs, project) is { } id ? resource with { Id = id } : resource;
    }

    private static string? ProjectOf(ResourceState resource) =>
        resource.Inputs["project"]?.Text ?? resource.Inputs.Select(i => i.Value.Text).Prepend(resource.Id).OfType<string>().Select(t => InProject().Match(t)).FirstOrDefault(m => m.Success)?.Groups["project"].Value;

    // One object is named both ways: that tells which project a number means.
    private static Dictionary<string, string> NumbersOf(IReadOnlyList<ResourceState> resources)
    {
        var names = resources.SelectMany(r => r.Inputs.Select(i => i.Value.Text).Append(r.Id)).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(t => InProject().Match(t)).Where(m => m.Success).Select(m => (Project: m.Groups["project"].Value, Path: m.Groups["rest"].Value)).ToLookup(n => IsNumber(n.Project));
        var byPath = names[false].ToLookup(n => n.Path, n => n.Project, StringComparer.Ordinal);
        return names[true]
            .SelectMany(n => Beginnings(n.Path).SelectMany(b => byPath[b]).Select(p => (Number: n.Project, Project: p)))
            .GroupBy(p => p.Number, p => p.Project, StringComparer.Ordinal).Where(g => g.Distinct().Count() == 1)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    // secrets/S/versions/1 → secrets/S/versions/1, secrets/S/versions, secrets/S
    private static IEnumerable<string> Beginnings(string rest)
    {
        for (; rest.Contains('/', StringComparison.Ordinal); rest = rest[..rest.LastIndexOf('/')]) yield return rest;
    }

    private static ResourceState WithIds(ResourceState resource, Dictionary<string, string> numbers) =>
        numbers.Count == 0 ? resource : resource with { Id = WithId(resource.Id, numbers), Inputs = WithIds(resource.Inputs, numbers).Members };

    private static StackValue WithIds(StackValue value, Dictionary<string, string> numbers) => value.Kind switch
    {
        StackValueKind.Text => WithId(value.Text!, numbers),
        StackValueKind.List => StackValue.List(value.Items.Select(i => WithIds(i, numbers))),
        StackValueKind.Map => StackMap.From(value.Members.Select(m => KeyValuePair.Create(m.Key, WithIds(m.Value, numbers)))),
        _ => value,
    };

    private static string WithId(string text, Dictionary<string, string> numbers) =>
        InProject().Match(text) is { Success: true } match && numbers.TryGetValue(match.Groups["project"].Value, out var project) ? $"projects/{project}/{match.Groups["rest"].Value}" : text;

    private static bool IsNumber(string project) => project.All(char.IsAsciiDigit);

    [GeneratedRegex("^projects/(?<project>[^/ ]+)/(?<rest>.+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex InProject();
}
