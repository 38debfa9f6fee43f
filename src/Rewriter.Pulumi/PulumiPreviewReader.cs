using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Pulumi;

/// <summary>
/// Turns the steps that Pulumi plans into canonical actions. Steps of one resource are taken together: a replacement is
/// three of them, whose order says which of the two objects goes first. What a preview passes over is as it was.
/// </summary>
internal sealed class PulumiPreviewReader(PulumiOptions options, DeploymentTarget target, PulumiState? state, AddressBook book, PulumiProgram program)
{
    private readonly ImmutableHashSet<string> _forgets = [.. target.Forgets];

    /// <summary>The preview that a run stands for.</summary>
    public DeploymentPreview Read(PulumiRun run)
    {
        var steps = run.Steps.Where(s => s.IsObject).ToList();
        var seen = steps.SelectMany(s => new[] { s.Urn, s.Old?.Urn ?? s.Urn }).ToHashSet(StringComparer.Ordinal);
        var changes = steps.GroupBy(s => s.Urn, StringComparer.Ordinal).Select(g => Change([.. g])).OfType<ResourceChange>()
            .Concat(state?.Objects.Where(r => !seen.Contains(r.Urn)).Select(Untouched) ?? []);
        var preview = new DeploymentPreview
        {
            Engine = PulumiEngine.EngineId, StateKey = target.StateKey, Lineage = state?.Lineage ?? string.Empty, Serial = state?.Serial ?? 0,
            PriorResources = state?.Objects.Count() ?? 0, Changes = [.. Ordered(changes)],
        };
        preview = preview with { Conflicts = [.. Conflicts(preview.Changes, run)] };
        return preview with { Failure = Failure(preview, run) };
    }

    // What makes comes in the program's order, what takes away after it and the other way round.
    private IEnumerable<ResourceChange> Ordered(IEnumerable<ResourceChange> changes)
    {
        var order = target.Desired.Resources.Select((r, i) => (r.Address, i)).ToDictionary(r => r.Address, r => r.i, StringComparer.Ordinal);
        return changes.OrderBy(c => c.Action is CanonicalAction.Delete or CanonicalAction.Forget)
            .ThenBy(c => order.GetValueOrDefault(c.Address, int.MaxValue)).ThenBy(c => c.Address, StringComparer.Ordinal);
    }

    private ResourceChange? Change(IReadOnlyList<PulumiStep> steps)
    {
        var action = steps.Select(s => s.Action).Max();
        if (steps.Any(s => s.Action == CanonicalAction.Replace)) action = CanonicalAction.Replace;
        var old = steps.Select(s => s.Old).FirstOrDefault(r => r is not null);
        var made = steps.Select(s => s.New).LastOrDefault(r => r is not null);
        // What only waits to be deleted is no resource of the program any more.
        if (old is { PendingDelete: true } && made is null && state?.Find(old.Urn) is not null) return null;
        var urn = steps[0].Urn;
        var address = book.AddressOf(urn);
        var held = old is null ? null : state?.Find(old.Urn);
        if (action == CanonicalAction.Delete && (held?.RetainOnDelete == true || _forgets.Contains(address) || _forgets.Contains(urn))) action = CanonicalAction.Forget;
        var previous = old is not null && old.Urn != urn ? target.Moves.FirstOrDefault(m => m.To == address)?.From ?? book.AddressOf(old.Urn) : null;
        if (action == CanonicalAction.NoOp && previous is not null) action = CanonicalAction.Move;
        return Describe(action, address, urn, old, made, [.. steps.SelectMany(s => s.ReplaceKeys)]) with
        {
            PreviousAddress = previous, Order = OrderOf(action, steps), Protected = held?.Protect == true || made?.Protect == true,
        };
    }

    private ResourceChange Describe(CanonicalAction action, string address, string urn, PulumiResource? old, PulumiResource? made, ImmutableArray<string> forcing)
    {
        var type = made?.Type ?? old?.Type ?? string.Empty;
        var schema = ResourceTypeCatalog.For(type);
        var goes = action is CanonicalAction.Delete or CanonicalAction.Forget;
        var before = action == CanonicalAction.Create ? StackMap.Empty : old?.Inputs ?? StackMap.Empty;
        var open = goes ? StackMap.Empty : made?.Inputs ?? before;
        var after = StackMap.From(open.Where(m => m.Value.Text != PulumiValues.Unknown));
        var importId = target.Imports.FirstOrDefault(i => i.Address == address)?.Id;
        var id = action == CanonicalAction.Create ? null : old?.Id ?? importId ?? made?.Id;
        return new ResourceChange
        {
            Address = address, Type = type, Action = action, Role = book.Find(urn)?.Role, LogicalName = PulumiUrn.Parse(urn)?.Name, PhysicalId = id,
            NewPhysicalId = action is CanonicalAction.Create or CanonicalAction.Replace ? schema.IdOf(after, target.Desired.Project) : action == CanonicalAction.Delete ? null : id,
            AutoNamed = action != CanonicalAction.Import && schema.NameField is { } name && ResourceTypeCatalog.Find(type) is not null && !goes && book.Find(urn) is { } declared && declared.Inputs[name] is null,
            Differences = goes || action is CanonicalAction.NoOp or CanonicalAction.Move ? [] : Differences(action, schema, before, open, forcing),
            Before = StackDiff.Redacted(before), After = StackDiff.Redacted(after),
        };
    }

    // An import shows what it reads as the old state, so what differs from the program is seen before it is tried.
    private static ImmutableArray<PropertyDifference> Differences(CanonicalAction action, ResourceTypeSchema schema, StackMap before, StackMap after, ImmutableArray<string> forcing)
    {
        if (action == CanonicalAction.Import && before.Count == 0) return [];
        var makes = action is CanonicalAction.Create or CanonicalAction.Replace;
        return
        [
            .. StackDiff.Between(before, after, path => forcing.IsEmpty ? action == CanonicalAction.Replace && schema.ForcesReplacement(path) : forcing.Any(f => Covers(f, path) || Covers(path, f)))
                .Where(d => !makes || d.After?.Text != PulumiValues.Unknown),
        ];
    }

    private static bool Covers(string path, string other) =>
        other.StartsWith(path, StringComparison.Ordinal) && (other.Length == path.Length || other[path.Length] is '.' or '[');

    private static ReplaceOrder OrderOf(CanonicalAction action, IReadOnlyList<PulumiStep> steps)
    {
        if (action != CanonicalAction.Replace) return ReplaceOrder.None;
        var operations = steps.Select(s => s.Operation).ToList();
        var (created, deleted) = (operations.FindIndex(o => o is "create-replacement" or "import-replacement"), operations.IndexOf("delete-replaced"));
        return deleted >= 0 && (created < 0 || deleted < created) ? ReplaceOrder.DeleteFirst : ReplaceOrder.CreateFirst;
    }

    private ResourceChange Untouched(PulumiResource resource) => Describe(CanonicalAction.NoOp, book.AddressOf(resource.Urn), resource.Urn, resource, resource, []) with { Protected = resource.Protect };

    private IEnumerable<DeploymentConflict> Conflicts(ImmutableArray<ResourceChange> changes, PulumiRun run)
    {
        foreach (var outside in program.Unmakeable)
            yield return new DeploymentConflict(ConflictKind.SecretWithoutVersion, outside.Address, outside.Type, null, $"the value of '{outside.Address}' is kept outside and was not given, so no version can be made of it");
        foreach (var (urn, why) in Protected(run))
            yield return new DeploymentConflict(ConflictKind.Protected, book.AddressOf(urn), PulumiUrn.Parse(urn)?.Type ?? string.Empty, state?.Find(urn)?.Id, $"'{state?.Find(urn)?.Id}' is protected by the program that made it: {why}");
        foreach (var change in changes)
        {
            foreach (var conflict in Conflicts(change)) yield return conflict;
        }

        foreach (var move in target.Moves.Where(m => book.Find(state, m.From) is not null && book.Find(state, m.To) is not null))
        {
            var there = book.Find(state, move.To)!;
            yield return new DeploymentConflict(ConflictKind.MoveTargetOccupied, move.To, there.Type, there.Id, $"'{move.From}' cannot move to '{move.To}': '{there.Id}' is there");
        }

        foreach (var import in target.Imports.Where(i => options.Folder is null && target.Desired.Find(i.Address) is null))
            yield return new DeploymentConflict(ConflictKind.ImportUndeclared, import.Address, string.Empty, import.Id, $"'{import.Id}' is to be imported, but no resource has the address '{import.Address}'");
    }

    private IEnumerable<DeploymentConflict> Conflicts(ResourceChange change)
    {
        var schema = ResourceTypeCatalog.Find(change.Type);
        if (change.Action == CanonicalAction.Import && change.Differences.Length > 0)
            yield return new DeploymentConflict(ConflictKind.ImportDiffers, change.Address, change.Type, change.PhysicalId, $"'{change.PhysicalId}' is to be imported, but differs from the program in {string.Join(", ", change.Differences.Select(d => d.Path))}; Pulumi imports only what is equal");
        if (change.Action is CanonicalAction.Delete or CanonicalAction.Replace && schema?.IsProtected(state?.Objects.FirstOrDefault(r => r.Id == change.PhysicalId && r.Type == change.Type)?.Inputs ?? change.Before) == true)
            yield return new DeploymentConflict(ConflictKind.DeletionProtected, change.Address, change.Type, change.PhysicalId, $"the deletion protection of '{change.PhysicalId}' is on; it has to be switched off by an apply of its own");
        if (change.Action is CanonicalAction.Create or CanonicalAction.Replace && schema is { Names: { } limits } && schema.NameOf(change.After) is { } name && limits.Check(name) is { } wrong)
            yield return new DeploymentConflict(ConflictKind.InvalidName, change.Address, change.Type, change.NewPhysicalId, wrong);
    }

    // The preview fails where it would take away what is protected. The message names the resource, the state its protection.
    private IEnumerable<(string Urn, string Why)> Protected(PulumiRun run) =>
        from message in run.Diagnostics
        where message is { IsError: true, Urn: not null } && state?.Find(message.Urn)?.Protect == true
        group message.Message by message.Urn into found
        select (found.Key, found.First());

    private DeploymentFailure? Failure(DeploymentPreview preview, PulumiRun run)
    {
        if (run.Steps.FirstOrDefault(s => !s.IsKnown) is { } unknown)
            return Descriptors.ProgramFailed.Failure(book.AddressOf(unknown.Urn), $"{options.Program} preview", $"it plans '{unknown.Operation}', which this version does not know");
        if (!run.Succeeded && run.ExitCode != PulumiRun.ChangesFound && preview.Conflicts.IsEmpty)
            return PulumiFailures.Failure(options, "preview", run, run.Diagnostics.FirstOrDefault(d => d.IsError)?.Urn is { } urn ? book.AddressOf(urn) : null);
        return target.Forgets.FirstOrDefault(f => book.Find(state, f) is not null && preview.Changes.Any(c => c.Address == f && c.Action is not (CanonicalAction.Forget or CanonicalAction.Delete))) is { } kept
            ? Descriptors.StateMismatch.Failure(kept, $"'{kept}' cannot be forgotten while the program declares it")
            : Silent(preview);
    }

    // A program of the user's own is not rewritten: it has to say itself what the phase moves and imports.
    private DeploymentFailure? Silent(DeploymentPreview preview)
    {
        if (options.Folder is null) return null;
        var move = target.Moves.FirstOrDefault(m => preview.Changes.Any(c => c.Address == m.From && c.Action == CanonicalAction.Delete));
        if (move is not null) return Descriptors.PulumiProgramSilent.Failure(move.To, $"moves '{move.From}' to '{move.To}'", options.Folder);
        var import = target.Imports.FirstOrDefault(i => preview.Changes.Any(c => c.Address == i.Address && c.Action == CanonicalAction.Create));
        return import is null ? null : Descriptors.PulumiProgramSilent.Failure(import.Address, $"imports '{import.Id}' as '{import.Address}'", options.Folder);
    }
}
