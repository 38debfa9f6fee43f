using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Migrations.Reading;

/// <summary>Reads a migration file. Everything that is wrong with it is reported at once, each with its place.</summary>
public static class MigrationReader
{
    /// <summary>Reads a migration; null where it has errors, which are in <paramref name="diagnostics"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="diagnostics">Where mistakes go.</param>
    /// <param name="packs">The packs that a migration can use; null for none.</param>
    public static Migration? Read(SourceFile file, ICollection<Diagnostic> diagnostics, IPackCatalog? packs = null)
    {
        if (DefinitionFile.Read(file, diagnostics) is not { } root) return null;
        var before = diagnostics.Count;
        var reader = new DefinitionReader(file, root, "a migration", diagnostics);
        var migration = Read(reader, packs ?? NoPacks.Instance);
        reader.Finish();
        return diagnostics.Skip(before).Any(d => d.Severity == DiagnosticSeverity.Error) ? null : migration;
    }

    private static Migration Read(DefinitionReader reader, IPackCatalog packs)
    {
        var id = reader.RequiredText("migration");
        var why = reader.RequiredText("why");
        var generations = reader.Texts("generations");
        if (reader.Has("generations") && generations.Length < 2) reader.Report(Descriptors.DefinitionShape, "generations", "'generations' of a migration", "a list of two generations or more, oldest first", $"a list of {generations.Length}");

        var roles = ReadRoles(reader, generations);
        var used = ReadPacks(reader, packs);
        var keeps = reader.Items("keeps", _ => "a keep").Select(RuleReader.ReadKeep).Concat(used.SelectMany(p => p.Keeps)).ToImmutableArray();
        var rules = reader.Items("rules", NameOf("rule")).Select(r => RuleReader.ReadRule(r, roles, generations)).ToImmutableArray();
        ReportTwice(reader, "rules", "rule", rules.Select(r => r.Id));
        var engine = reader.Choice("engine", Migration.DefaultEngine, [.. Migration.KnownEngines.Select(e => (e, e))]);
        var stacks = StackReader.ReadAll(reader, roles, generations);
        if (!reader.Has("generations") && (!roles.IsEmpty || !rules.IsEmpty || !stacks.IsEmpty)) reader.Report(Descriptors.DefinitionKeyMissing, "generations", "a migration with roles, rules or stacks", "generations");
        var settings = ReadSettings(reader);
        var exclude = reader.Items("exclude", _ => "an exclusion").SelectMany(ReadExclude).ToImmutableArray();
        var scope = new MigrationScope(generations, roles, rules, stacks, settings, generations.LastOrDefault() ?? string.Empty);
        var phases = ImmutableArray<Phase>.Empty;
        foreach (var item in reader.Items("phases", NameOf("phase"))) phases = phases.Add(ReadPhase(item, scope, phases));
        if (phases.IsEmpty) reader.Report(Descriptors.DefinitionKeyMissing, "phases", "a migration", "phases");
        ReportTwice(reader, "phases", "phase", phases.Select(p => p.Id));
        return new Migration(id, why, reader.File, generations, new Rules.RuleSet(roles, keeps, rules), stacks, settings, exclude, phases) { Packs = used, Engine = engine };
    }

    private static Func<DefinitionMap, string> NameOf(string what) => map =>
        map.Entries.FirstOrDefault(e => e.Key.Value == "id").Value is DefinitionScalar id ? $"{what} '{id.Value}'" : $"a {what}";

    private static ImmutableArray<Role> ReadRoles(DefinitionReader reader, ImmutableArray<string> generations)
    {
        var roles = ImmutableArray.CreateBuilder<Role>();
        if (reader.Section("roles", "roles") is not { } section) return [];
        foreach (var (key, value) in section.All())
        {
            if (value is DefinitionMap map) roles.Add(RuleReader.ReadRole(key.Value, new DefinitionReader(reader.File, map, $"role '{key.Value}'", reader.Diagnostics), generations));
            else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, value.Span, $"role '{key.Value}'", "a mapping", value.Kind));
        }

        return roles.ToImmutable();
    }

    private static ImmutableArray<KeepPack> ReadPacks(DefinitionReader reader, IPackCatalog packs)
    {
        var used = ImmutableArray.CreateBuilder<KeepPack>();
        foreach (var name in reader.Scalars("use"))
        {
            if (packs.Find(name.Value) is not { } file) reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, name.Span, "pack", name.Value, MigrationScope.Near(name.Value, packs.Names)));
            else if (PackReader.Read(file, reader.Diagnostics) is { } pack) used.Add(pack);
        }

        return used.ToImmutable();
    }

    private static ImmutableArray<SettingDefinition> ReadSettings(DefinitionReader reader)
    {
        var settings = ImmutableArray.CreateBuilder<SettingDefinition>();
        if (reader.Section("settings", "settings") is not { } section) return [];
        foreach (var (key, value) in section.All())
        {
            if (value is not DefinitionMap map)
            {
                reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, value.Span, $"setting '{key.Value}'", "a mapping", value.Kind));
                continue;
            }

            var setting = new DefinitionReader(reader.File, map, $"setting '{key.Value}'", reader.Diagnostics);
            settings.Add(new SettingDefinition(key.Value, setting.RequiredText("why"), setting.Text("default"), CommandWork.ReadPattern(setting, "pattern")));
            setting.Finish();
        }

        return settings.ToImmutable();
    }

    private static IEnumerable<(PathGlob Files, string Because)> ReadExclude(DefinitionReader reader)
    {
        var because = reader.RequiredText("because");
        var files = RuleReader.ReadFiles(reader);
        if (files.IsEmpty) reader.RequiredText("files");
        reader.Finish();
        return files.Select(f => (f, because));
    }

    private static Phase ReadPhase(DefinitionReader reader, MigrationScope scope, ImmutableArray<Phase> earlier)
    {
        var id = reader.RequiredText("id");
        var inPhase = scope with { Generation = scope.ReadGeneration(reader, "generation") };
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var item in reader.Items("steps", NameOf("step")))
        {
            if (StepReader.Read(item, inPhase with { Earlier = [.. steps] }) is { } step) steps.Add(step);
        }

        var rollback = reader.Items("rollback", NameOf("part of a rollback")).Select(r => ReadRollback(r, inPhase, steps)).ToImmutableArray();
        ReportTwice(reader, "rollback", "step taken back", rollback.SelectMany(r => r.Undo));
        ReportTwice(reader, "steps", "step", steps.Concat(rollback.SelectMany(r => r.Steps)).Select(s => s.Header.Id));
        var checklist = reader.Items("checklist", _ => $"a line of the checklist of phase '{id}'").Select(i => ReadChecklist(i, steps)).ToImmutableArray();
        var phase = new Phase(id, reader.Text("title") ?? id, reader.RequiredText("why"), inPhase.Generation, steps.ToImmutable(), checklist, reader.Flag("settles", otherwise: true))
        {
            IsRepeatable = reader.Flag("repeatable"),
            Rollback = rollback,
            Risks = [.. reader.Items("risks", _ => $"a risk of phase '{id}'").Select(r => ReadRisk(r, steps))],
            Needs = ReadNeeds(reader, earlier),
        };
        reader.Finish();
        return phase;
    }

    private static ImmutableArray<string>? ReadNeeds(DefinitionReader reader, ImmutableArray<Phase> earlier)
    {
        var needs = reader.Scalars("needs");
        foreach (var need in needs.Where(n => earlier.All(p => p.Id != n.Value))) reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, need.Span, "earlier phase", need.Value, MigrationScope.Near(need.Value, earlier.Select(p => p.Id))));
        return reader.Has("needs") ? [.. needs.Select(n => n.Value)] : null;
    }

    private static RollbackPart ReadRollback(DefinitionReader reader, MigrationScope scope, IReadOnlyCollection<Step> phaseSteps)
    {
        var id = reader.RequiredText("id");
        var undone = reader.Scalars("undo");
        foreach (var undo in undone.Where(u => phaseSteps.All(s => s.Header.Id != u.Value)))
            reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, undo.Span, "step", undo.Value, MigrationScope.Near(undo.Value, phaseSteps.Select(s => s.Header.Id))));
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var item in reader.Items("steps", NameOf("step")))
        {
            if (StepReader.Read(item, scope with { Earlier = [.. steps] }) is { } step) steps.Add(step);
        }

        var part = new RollbackPart(id, reader.Text("title") ?? id, reader.Texts("undo"), steps.ToImmutable())
        {
            Places = undone.GroupBy(u => u.Value, StringComparer.Ordinal).ToImmutableSortedDictionary(u => u.Key, u => u.First().Span, StringComparer.Ordinal),
        };
        reader.Finish();
        return part;
    }

    private static Risk ReadRisk(DefinitionReader reader, IReadOnlyCollection<Step> steps)
    {
        var risk = new Risk(reader.RequiredText("risk"), reader.RequiredText("impact"), reader.RequiredText("mitigation"), ReadStep(reader, steps));
        reader.Finish();
        return risk;
    }

    private static string? ReadStep(DefinitionReader reader, IReadOnlyCollection<Step> steps)
    {
        var step = reader.Text("step");
        if (step is not null && steps.All(s => s.Header.Id != step)) reader.Report(Descriptors.UnknownName, "step", "step", step, MigrationScope.Near(step, steps.Select(s => s.Header.Id)));
        return step;
    }

    private static ChecklistItem ReadChecklist(DefinitionReader reader, IReadOnlyCollection<Step> steps)
    {
        var step = ReadStep(reader, steps);
        var item = new ChecklistItem(reader.RequiredText("text"), reader.Flag("done"), step);
        reader.Finish();
        return item;
    }

    private static void ReportTwice(DefinitionReader reader, string key, string what, IEnumerable<string> names)
    {
        foreach (var twice in names.Where(n => n.Length > 0).GroupBy(n => n).Where(g => g.Count() > 1)) reader.Report(Descriptors.NameTwice, key, what, twice.Key);
    }
}
