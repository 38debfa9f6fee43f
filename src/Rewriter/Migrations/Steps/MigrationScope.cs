using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Rules;

namespace Rewriter.Migrations.Steps;

/// <summary>What the steps of a migration may refer to by name; every reference is checked while the file is read.</summary>
/// <param name="Generations">The generations, oldest first.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Stacks">The stacks.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Generation">The generation of the phase that is being read.</param>
public sealed record MigrationScope(
    ImmutableArray<string> Generations,
    ImmutableArray<Role> Roles,
    ImmutableArray<Rule> Rules,
    ImmutableArray<StackDefinition> Stacks,
    ImmutableArray<SettingDefinition> Settings,
    string Generation)
{
    /// <summary>The steps of the phase before the one that is being read.</summary>
    public ImmutableArray<Step> Earlier { get; init; } = [];

    /// <summary>The generation that a key names; the phase's where it is missing.</summary>
    public string ReadGeneration(DefinitionReader reader, string key) =>
        Pick(reader, key, "generation", Generations, g => g) ?? Generation;

    /// <summary>The role that a key names; null, and a diagnostic, where it is none.</summary>
    public Role? ReadRole(DefinitionReader reader, string key) => Pick(reader, key, "role", Roles, r => r.Id);

    /// <summary>The stack that a key names; the only one where it is missing.</summary>
    public StackDefinition? ReadStack(DefinitionReader reader, string key)
    {
        if (!reader.Has(key) && Stacks.Length == 1) return Stacks[0];
        if (!reader.Has(key)) reader.RequiredText(key);
        return Pick(reader, key, "stack", Stacks, s => s.Id);
    }

    /// <summary>The roles that a key lists; there must be one at least.</summary>
    public ImmutableArray<Role> ReadRoles(DefinitionReader reader, string key)
    {
        var roles = PickAll(reader, key, "role", Roles, r => r.Id);
        if (roles.IsEmpty && !reader.Has(key)) reader.RequiredText(key);
        return roles;
    }

    /// <summary>The rules that a key lists; all where it is missing.</summary>
    public ImmutableArray<Rule> ReadRules(DefinitionReader reader, string key) =>
        reader.Has(key) ? PickAll(reader, key, "rule", Rules, r => r.Id) : Rules;

    /// <summary>A text with <c>${setting}</c> or <c>${steps.ID.NAME}</c> in it; unknown names are reported.</summary>
    public string? ReadTemplate(DefinitionReader reader, string key)
    {
        if (reader.Text(key) is not { } text) return null;
        CheckTemplate(reader, key, text);
        return text;
    }

    /// <summary>Reports unknown settings in a text with <c>${setting}</c> in it, and secret ones, which have no place there.</summary>
    public void CheckTemplate(DefinitionReader reader, DefinitionScalar text, ImmutableArray<string> secrets)
    {
        var known = Known.ToList();
        foreach (var name in SettingValues.NamesIn(text.Value))
        {
            if (!known.Contains(name)) reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, text.Span, "setting", name, Near(name, known)));
            else if (secrets.Contains(name)) reader.Diagnostics.Add(Descriptors.SecretOnCommandLine.At(reader.File, text.Span, name));
        }
    }

    /// <summary>A list of texts with settings and outputs in them.</summary>
    public ImmutableArray<string> ReadTemplates(DefinitionReader reader, string key)
    {
        var texts = reader.Texts(key);
        foreach (var text in texts) CheckTemplate(reader, key, text);
        return texts;
    }

    // What a text can name: settings, and what earlier steps produce.
    private IEnumerable<string> Known =>
        Settings.Select(s => s.Name).Concat(Earlier.SelectMany(s => s.OutputNames.Select(o => SettingValues.OutputName(s.Header.Id, o)))).Distinct();

    private void CheckTemplate(DefinitionReader reader, string key, string text)
    {
        var all = Known.ToImmutableSortedDictionary(n => n, _ => "x", StringComparer.Ordinal);
        new SettingValues(all).Expand(text, out var missing);
        if (missing is not null) reader.Report(Descriptors.UnknownName, key, "setting", missing, Near(missing, all.Keys));
    }

    /// <summary>The setting that a key names; null where the key is missing, and a diagnostic where there is no such setting.</summary>
    public string? ReadSetting(DefinitionReader reader, string key) => Pick(reader, key, "setting", Settings, s => s.Name)?.Name;

    /// <summary>What may have been meant, for a message.</summary>
    public static string Near(string name, IEnumerable<string> known)
    {
        var all = known.ToList();
        return Suggestion.For(name, all) is { } near ? $"did you mean '{near}'?" : all.Count == 0 ? "there are none" : $"known are: {string.Join(", ", all)}";
    }

    private static T? Pick<T>(DefinitionReader reader, string key, string what, ImmutableArray<T> all, Func<T, string> name)
        where T : class
    {
        if (reader.Text(key) is not { } wanted) return null;
        var found = all.FirstOrDefault(x => name(x) == wanted);
        if (found is null) reader.Report(Descriptors.UnknownName, key, what, wanted, Near(wanted, all.Select(name)));
        return found;
    }

    private static ImmutableArray<T> PickAll<T>(DefinitionReader reader, string key, string what, ImmutableArray<T> all, Func<T, string> name)
        where T : class
    {
        var result = ImmutableArray.CreateBuilder<T>();
        foreach (var wanted in reader.Scalars(key))
        {
            var found = all.Where(x => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(wanted.Value, name(x), ignoreCase: false)).ToList();
            if (found.Count == 0) reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, wanted.Span, what, wanted.Value, Near(wanted.Value, all.Select(name))));
            result.AddRange(found.Where(f => !result.Contains(f)));
        }

        return result.ToImmutable();
    }
}
