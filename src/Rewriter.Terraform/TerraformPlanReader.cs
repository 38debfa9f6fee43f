using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Terraform;

/// <summary>
/// Turns the JSON of a plan into canonical actions. Neither exit codes nor counts decide anything: a plan that only moves
/// has the counts 0/0/0, and one that hits <c>prevent_destroy</c> is written although the program fails.
/// </summary>
internal sealed partial class TerraformPlanReader(DeploymentTarget target, EngineState? state, ConfigurationFacts facts, IEnumerable<string> secrets)
{
    private readonly Dictionary<string, HashSet<string>> _computed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _secrets = [.. secrets];

    /// <summary>The preview that a plan stands for.</summary>
    public DeploymentPreview Read(JsonElement plan, IReadOnlyList<TerraformDiagnostic> diagnostics)
    {
        var entries = plan.Array("resource_changes").Where(r => r.Text("mode") != "data").ToList();
        NoteSecrets(entries);
        foreach (var entry in entries) NoteComputed(entry);
        var changes = WithCarriedProtection([.. entries.SelectMany(Changes)]);
        var preview = new DeploymentPreview
        {
            Engine = "terraform", StateKey = target.StateKey, Lineage = state?.Lineage ?? string.Empty, Serial = state?.Serial ?? 0,
            PriorResources = state?.Resources.Length ?? 0, Changes = changes, Conflicts = [.. Conflicts(changes, diagnostics)],
        };
        var unknown = entries.FirstOrDefault(e => Actions(e) is var actions && !IsKnown(actions));
        if (unknown.ValueKind == JsonValueKind.Object)
            return preview with { Failure = Descriptors.ProgramFailed.Failure(unknown.Text("address"), "plan", $"it plans [{string.Join(", ", Actions(unknown))}], which this version does not know") };
        var error = diagnostics.FirstOrDefault(d => d.IsError && !preview.Conflicts.Any(c => d.Detail.Contains(c.Address, StringComparison.Ordinal)));
        if (error is not null) return preview with { Failure = Descriptors.ProgramFailed.Failure(error.Address, "plan", error.Text) };
        return plan.IsTrue("errored") && preview.Conflicts.IsEmpty ? preview with { Failure = Descriptors.ProgramFailed.Failure(null, "plan", "the plan is marked as failed") } : preview;
    }

    /// <summary>What is out of step between the state and what exists, as a refreshing plan found it.</summary>
    public IEnumerable<DriftFinding> Drift(JsonElement plan)
    {
        NoteSecrets(plan.Array("resource_drift"));
        foreach (var entry in plan.Array("resource_drift").Where(r => r.Text("mode") != "data"))
        {
            var actions = Actions(entry);
            if (actions is ["no-op"]) continue;
            var (address, type) = (entry.Text("address") ?? string.Empty, entry.Text("type") ?? string.Empty);
            var change = entry.Member("change") ?? default;
            var (before, after) = (Values(type, change, "before", "before_sensitive", null), Values(type, change, "after", "after_sensitive", "after_unknown"));
            var id = change.Member("before")?.Text("id");
            yield return actions is ["delete"]
                ? new DriftFinding(DriftKind.Missing, address, ResourceTypeCatalog.TokenOf(type), id, $"the state holds '{id}', which does not exist", [])
                : new DriftFinding(DriftKind.Changed, address, ResourceTypeCatalog.TokenOf(type), id, $"'{id}' was changed outside", StackDiff.Between(before, after));
        }
    }

    /// <summary>Whether applying the plan would do anything, outputs included.</summary>
    public static bool DoesSomething(JsonElement plan, DeploymentPreview preview) =>
        !preview.Counts.IsNothing || (plan.Member("output_changes") is { ValueKind: JsonValueKind.Object } outputs && outputs.EnumerateObject().Any(o => o.Value.Array("actions").Any(a => a.GetString() != "no-op")));

    private static ImmutableArray<string> Actions(JsonElement entry) => [.. (entry.Member("change") ?? default).Array("actions").Select(a => a.ToString())];

    private static bool IsKnown(ImmutableArray<string> actions) =>
        actions.Length is 1 or 2 && actions.All(a => a is "no-op" or "create" or "read" or "update" or "delete" or "forget");

    private void NoteSecrets(IEnumerable<JsonElement> entries)
    {
        foreach (var change in entries.Select(e => e.Member("change")).OfType<JsonElement>())
        {
            _secrets.UnionWith(TerraformValues.SecretsIn(change.Member("before"), change.Member("before_sensitive")));
            _secrets.UnionWith(TerraformValues.SecretsIn(change.Member("after"), change.Member("after_sensitive")));
        }
    }

    private StackMap Values(string type, JsonElement change, string values, string sensitive, string? unknown) =>
        new TerraformValues(type, _secrets).Read(change.Member(values), change.Member(sensitive), unknown is null ? null : change.Member(unknown));

    // An attribute that creating leaves open is one that the provider fills in, and no part of what the program wants.
    private void NoteComputed(JsonElement entry)
    {
        if (!Actions(entry).Contains("create") || entry.Text("type") is not { } type) return;
        var open = Values(type, entry.Member("change") ?? default, "after", "after_sensitive", "after_unknown").Where(m => m.Value.Text == TerraformValues.Unknown).Select(m => m.Key);
        if (!_computed.TryGetValue(type, out var known)) _computed[type] = known = new(StringComparer.Ordinal);
        known.UnionWith(open);
    }

    private IEnumerable<ResourceChange> Changes(JsonElement entry)
    {
        var actions = Actions(entry);
        if (!IsKnown(actions) || actions is ["read"]) yield break;
        if (actions.Length == 2 && actions.Contains("forget"))
        {
            // OpenTofu: the old object stays and the state drops it; another one is made at the address.
            yield return Change(entry, CanonicalAction.Forget, ReplaceOrder.None);
            yield return Change(entry, CanonicalAction.Create, ReplaceOrder.None);
            yield break;
        }

        var imports = (entry.Member("change") ?? default).Member("importing") is not null;
        yield return actions switch
        {
            ["delete", "create"] => Change(entry, CanonicalAction.Replace, ReplaceOrder.DeleteFirst),
            ["create", "delete"] => Change(entry, CanonicalAction.Replace, ReplaceOrder.CreateFirst),
            ["create"] => Change(entry, CanonicalAction.Create, ReplaceOrder.None),
            ["delete"] => Change(entry, CanonicalAction.Delete, ReplaceOrder.None),
            ["forget"] => Change(entry, CanonicalAction.Forget, ReplaceOrder.None),
            _ when imports => Change(entry, CanonicalAction.Import, ReplaceOrder.None),
            ["update"] => Change(entry, CanonicalAction.Update, ReplaceOrder.None),
            _ => Change(entry, entry.Text("previous_address") is null ? CanonicalAction.NoOp : CanonicalAction.Move, ReplaceOrder.None),
        };
    }

    private ResourceChange Change(JsonElement entry, CanonicalAction action, ReplaceOrder order)
    {
        var (address, type) = (entry.Text("address") ?? string.Empty, entry.Text("type") ?? string.Empty);
        var change = entry.Member("change") ?? default;
        var makes = action is CanonicalAction.Create or CanonicalAction.Replace;
        var before = action == CanonicalAction.Create ? StackMap.Empty : Values(type, change, "before", "before_sensitive", null).Without("id");
        var open = action is CanonicalAction.Delete or CanonicalAction.Forget ? StackMap.Empty : Values(type, change, "after", "after_sensitive", "after_unknown").Without("id");
        var after = StackMap.From(open.Where(m => m.Value.Text != TerraformValues.Unknown));
        if (action == CanonicalAction.Delete) before = StackMap.From(before.Where(m => !_computed.GetValueOrDefault(type, []).Contains(m.Key)));
        var id = action == CanonicalAction.Create ? null : change.Member("before")?.Text("id") ?? change.Member("importing")?.Text("id");
        return new ResourceChange
        {
            Address = address, PreviousAddress = entry.Text("previous_address"), Type = ResourceTypeCatalog.TokenOf(type), Action = action, Order = order,
            Role = target.Desired.Find(address)?.Role, LogicalName = target.Desired.Find(address)?.LogicalName,
            PhysicalId = id, NewPhysicalId = makes ? ResourceTypeCatalog.Find(type)?.IdOf(after, target.Desired.Project) : action == CanonicalAction.Delete ? null : id,
            Protected = facts.Protected.Contains(address.Split('[')[0]),
            Reason = Reason(entry), Differences = Differences(type, change, action, before, open),
            Before = StackDiff.Redacted(before), After = StackDiff.Redacted(after),
        };
    }

    private static ImmutableArray<PropertyDifference> Differences(string type, JsonElement change, CanonicalAction action, StackMap before, StackMap open)
    {
        if (action is CanonicalAction.Delete or CanonicalAction.Forget) return [];
        var reader = new TerraformValues(type);
        var forcing = change.Array("replace_paths").Select(reader.Path).Where(p => p.Length > 0).ToList();
        var makes = action is CanonicalAction.Create or CanonicalAction.Replace;
        return [.. StackDiff.Between(before, open, path => forcing.Any(f => Covers(f, path) || Covers(path, f))).Where(d => !makes || d.After?.Text != TerraformValues.Unknown)];
    }

    private static bool Covers(string path, string other) =>
        other.StartsWith(path, StringComparison.Ordinal) && (other.Length == path.Length || other[path.Length] is '.' or '[');

    private static string? Reason(JsonElement entry)
    {
        var reason = entry.Text("action_reason") switch
        {
            null => null,
            "replace_because_cannot_update" => "a property that differs cannot be changed in place",
            "replace_because_tainted" => "making the object failed halfway (tainted)",
            "replace_by_request" => "the replacement was asked for",
            "replace_by_triggers" => "something that it is tied to changes",
            "delete_because_no_resource_config" => "the configuration has no such resource",
            "delete_because_no_module" => "the configuration has no such module",
            "delete_because_wrong_repetition" or "delete_because_count_index" or "delete_because_each_key" => "the configuration has no such instance",
            "delete_because_no_move_target" => "it moves to a resource that the configuration does not have",
            var other => other.Replace('_', ' '),
        };
        return entry.Text("deposed") is { } deposed ? $"{reason ?? "a replaced object that is still there"} (deposed {deposed})" : reason;
    }

    // `prevent_destroy` stands in the configuration under the new label only: what is deleted under the old one has lost it.
    private static ImmutableArray<ResourceChange> WithCarriedProtection(ImmutableArray<ResourceChange> changes) =>
    [
        .. changes.Select(gone => gone.Action == CanonicalAction.Delete && changes.Any(made => made is { Action: CanonicalAction.Create, Protected: true } && made.Type == gone.Type && made.After.Equals(gone.Before))
            ? gone with { Protected = true, Reason = "the protection stands at another address now" }
            : gone),
    ];

    private IEnumerable<DeploymentConflict> Conflicts(ImmutableArray<ResourceChange> changes, IReadOnlyList<TerraformDiagnostic> diagnostics)
    {
        foreach (var change in changes.Where(c => c.Action is CanonicalAction.Delete or CanonicalAction.Replace))
        {
            if (diagnostics.FirstOrDefault(d => d.IsError && NamesWord(d.Detail, change.Address)) is { } stop)
                yield return new DeploymentConflict(ConflictKind.Protected, change.Address, change.Type, change.PhysicalId, $"'{change.PhysicalId}' is protected by the configuration: {stop.Summary}");
            if (ResourceTypeCatalog.Find(change.Type)?.ProtectionField is { } field && change.Before[field]?.Boolean == true)
                yield return new DeploymentConflict(ConflictKind.DeletionProtected, change.Address, change.Type, change.PhysicalId, $"the deletion protection of '{change.PhysicalId}' is on; it has to be switched off by an apply of its own");
        }

        foreach (var change in changes.Where(c => c.Action is CanonicalAction.Create or CanonicalAction.Replace))
        {
            if (ResourceTypeCatalog.Find(change.Type) is { Names: { } limits } schema && schema.NameOf(change.After) is { } name && limits.Check(name) is { } wrong)
                yield return new DeploymentConflict(ConflictKind.InvalidName, change.Address, change.Type, change.NewPhysicalId, wrong);
        }

        foreach (var (from, to) in OccupiedMoves(changes, diagnostics))
        {
            var there = state?.Find(to);
            yield return new DeploymentConflict(ConflictKind.MoveTargetOccupied, to, there?.Type ?? string.Empty, there?.Id, $"'{from}' cannot move to '{to}': '{there?.Id}' is there");
        }
    }

    // In the plan such a move is a plain deletion. Blocks of the root module are known; those of child modules show in a warning only.
    private IEnumerable<(string From, string To)> OccupiedMoves(ImmutableArray<ResourceChange> changes, IReadOnlyList<TerraformDiagnostic> diagnostics)
    {
        var known = state is null ? [] : facts.Collisions(state).Where(m => changes.Any(c => c.Action == CanonicalAction.Delete && c.Address == m.From));
        var warned = diagnostics.Where(d => !d.IsError).SelectMany(d => CouldNotMove().Matches(d.Detail)).Select(m => (m.Groups["from"].Value, m.Groups["to"].Value));
        return known.Concat(warned).Distinct();
    }

    private static bool NamesWord(string text, string address) => $" {text} ".Contains($" {address} ", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*- (?<from>\S.*) could not move to (?<to>\S.*?)\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CouldNotMove();
}
