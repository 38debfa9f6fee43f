using System.Collections.Immutable;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Migrations.Reading;

/// <summary>Reads roles, keeps and rules of a definition file.</summary>
internal static class RuleReader
{
    public static Role ReadRole(string id, DefinitionReader reader, ImmutableArray<string> generations)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (reader.Section("names", $"names of role '{id}'") is { } section)
        {
            foreach (var (key, value) in section.All())
            {
                if (!generations.Contains(key.Value)) reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, key.Span, "generation", key.Value, MigrationScope.Near(key.Value, generations)));
                else if (value is DefinitionScalar { Value.Length: > 0 } name) names[key.Value] = name.Value;
                else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, value.Span, $"the name of role '{id}' in {key.Value}", "a text", value.Kind));
            }

            foreach (var missing in generations.Where(g => !names.ContainsKey(g)))
            {
                names[missing] = string.Empty;
                reader.Report(Descriptors.DefinitionKeyMissing, "names", $"'names' of role '{id}'", missing);
            }
        }
        else
        {
            reader.Report(Descriptors.DefinitionKeyMissing, "names", $"role '{id}'", "names");
        }

        var role = new Role(id, reader.Text("type"), names.ToImmutable(), reader.Flag("commonWord"));
        reader.Text("why");
        reader.Finish();
        return role;
    }

    public static Keep ReadKeep(DefinitionReader reader, int index)
    {
        var text = reader.Text("text");
        var id = reader.Text("id") ?? text ?? $"keep {index + 1}";
        var where = ReadSelection(reader);
        if (text is null && where == Selection.All) reader.Report(Descriptors.DefinitionKeyMissing, "text", $"keep '{id}'", "text, files, paths or labels");
        var keep = new Keep(id, text, where, reader.RequiredText("because"));
        reader.Finish();
        return keep;
    }

    public static Rule ReadRule(DefinitionReader reader, ImmutableArray<Role> roles, ImmutableArray<string> generations)
    {
        var id = reader.RequiredText("id");
        var scope = new MigrationScope(generations, roles, [], [], [], generations.FirstOrDefault() ?? string.Empty);
        var ruleRoles = scope.ReadRoles(reader, "roles");
        foreach (var (first, second) in Clashes(ruleRoles))
            reader.Report(Descriptors.AmbiguousName, "roles", first.Old, first.Role.Id, second.Role.Id, first.New, second.New);

        var rule = new Rule(
            id,
            reader.RequiredText("why"),
            ruleRoles,
            ReadSelection(reader),
            [.. reader.Items("except", _ => $"an exception of rule '{id}'").Select(ReadException)],
            reader.Number("expect"),
            reader.Choice("safety", RuleSafety.Safe, ("safe", RuleSafety.Safe), ("review", RuleSafety.Review)),
            [.. reader.Items("tests", _ => $"a test of rule '{id}'").Select(t => ReadTest(t, scope))]);
        reader.Finish();
        return rule;
    }

    private static IEnumerable<((Role Role, string Old, string New), (Role Role, string Old, string New))> Clashes(ImmutableArray<Role> roles)
    {
        // A name that one role has already and another is to lose (a swap, a chain) is as unclear as one that both lose.
        var pairs = roles.SelectMany(r => r.Names.SelectMany(from => r.Names.Where(to => to.Key != from.Key || r.Changes).Select(to => (Role: r, From: from.Key, Old: from.Value, To: to.Key, New: to.Value)))).ToList();
        for (var i = 0; i < pairs.Count; i++)
        {
            for (var j = i + 1; j < pairs.Count; j++)
            {
                var (a, b) = (pairs[i], pairs[j]);
                if (a.Role != b.Role && a.Old == b.Old && a.To == b.To && a.New != b.New) yield return ((a.Role, a.Old, a.New), (b.Role, b.Old, b.New));
            }
        }
    }

    private static RuleException ReadException(DefinitionReader reader)
    {
        var exception = new RuleException(ReadSelection(reader), reader.RequiredText("because"));
        reader.Finish();
        return exception;
    }

    private static RuleTest ReadTest(DefinitionReader reader, MigrationScope scope)
    {
        var name = reader.Text("file") ?? "example.txt";
        if (!RepoPath.TryParse(name, out var file)) reader.Report(Descriptors.BadPattern, "file", name, "path in the repository", "it is relative, with forward slashes");
        var unchanged = reader.Text("unchanged");
        var before = unchanged ?? reader.RequiredText("before");
        var test = new RuleTest(file, scope.ReadGeneration(reader, "to"), before, unchanged ?? reader.RequiredText("after"));
        reader.Finish();
        return test;
    }

    public static Selection ReadSelection(DefinitionReader reader)
    {
        var files = ReadFiles(reader);
        var paths = ReadPaths(reader);
        var labels = ImmutableArray.CreateBuilder<Label>();
        foreach (var text in reader.Scalars("labels"))
        {
            if (Enum.TryParse<Label>(text.Value, ignoreCase: true, out var label) && !char.IsAsciiDigit(text.Value[0])) labels.Add(label);
            else reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, text.Span, "label", text.Value, MigrationScope.Near(text.Value, Enum.GetNames<Label>().Select(l => l.ToLowerInvariant()))));
        }

        foreach (var text in reader.Scalars("languages").Where(l => LanguageCatalog.Find(l.Value)?.Id != l.Value))
            reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, text.Span, "language", text.Value, MigrationScope.Near(text.Value, LanguageCatalog.All.Select(l => l.Id))));

        var languages = reader.Texts("languages");
        return files.Length + paths.Length + labels.Count + languages.Length == 0 ? Selection.All : new Selection(files, paths, labels.ToImmutable(), languages);
    }

    /// <summary>The structural paths of the key <c>paths</c>.</summary>
    public static ImmutableArray<PathPattern> ReadPaths(DefinitionReader reader)
    {
        var paths = ImmutableArray.CreateBuilder<PathPattern>();
        foreach (var text in reader.Scalars("paths"))
        {
            if (PathPattern.Parse(text.Value, out var problem) is { } pattern) paths.Add(pattern);
            else reader.Diagnostics.Add(Descriptors.BadPattern.At(reader.File, text.Span, text.Value, "structural path", problem));
        }

        return paths.ToImmutable();
    }

    /// <summary>The patterns of the key <c>files</c>.</summary>
    public static ImmutableArray<PathGlob> ReadFiles(DefinitionReader reader)
    {
        var files = ImmutableArray.CreateBuilder<PathGlob>();
        foreach (var text in reader.Scalars("files"))
        {
            var staysInside = text.Value.Length > 0 && !text.Value.StartsWith('/') && !text.Value.Split('/', '\\').Contains("..");
            if (staysInside) files.Add(new PathGlob(text.Value));
            else reader.Diagnostics.Add(Descriptors.BadPattern.At(reader.File, text.Span, text.Value, "file pattern", "it is relative to the repository and stays inside it"));
        }

        return files.ToImmutable();
    }
}
