using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;
using Rewriter.Rules;

namespace Rewriter.Migrations.Steps;

/// <summary>Deletes objects of the generation that goes, and drops them from its state.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Stack">The stack that knows them.</param>
/// <param name="Roles">What is deleted.</param>
/// <param name="Generation">The generation that goes.</param>
/// <param name="Forget">Addresses whose objects live on and which its state gives up.</param>
public sealed record RetireStep(StepHeader Header, StackDefinition? Stack, ImmutableArray<Role> Roles, string Generation, ImmutableArray<string> Forget) : Step(Header)
{
    /// <inheritdoc/>
    public override bool ChangesResources => true;

    // The state does not hold the address, or holds it already.
    private const string NothingToDo = "RW4014";

    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override bool UndoCoversEarlierRuns => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (stack, problem) = await StackDescriptions.DescribeAsync(context, Stack!, Generation, cancellationToken);
        if (stack is null) return StepResult.Failed(problem!);
        var (work, key) = (new CloudWork(context), context.Migration.StateKeyOf(Stack!, Generation));
        foreach (var role in Roles)
        {
            if (await work.DoAsync(context.Cloud.DeleteAsync(role.Type!, role.Names[Generation], cancellationToken)) is { } failed) return failed with { Undo = UndoOf(context, work, key, []) };
        }

        // The state of the generation that goes gives up what was deleted, and what lives on in another state. What a run
        // gave up whose process died, or that failed behind it, is given up already.
        var deleted = stack.Resources.Where(r => Roles.Any(role => r.Type == role.Type && r.PhysicalName == role.Names[Generation])).Select(r => r.Address);
        var begunBefore = context.Run.Count(e => e.Step == Header.Id && e.Event == LedgerEvent.StepBegun) > (context.IsSimulation ? 0 : 1);
        var gone = ImmutableArray.CreateBuilder<(string Key, ResourceChange Change)>();
        foreach (var address in deleted.Concat(Forget))
        {
            var outcome = await context.Engine.ForgetAsync(key, address, cancellationToken);
            if (outcome.Failure is { Code: NothingToDo } && begunBefore) continue;
            if (outcome.Failure is { } failure) return work.Failed(failure) with { Undo = UndoOf(context, work, key, [.. gone.Select(g => g.Change.Address)]) };
            gone.Add((key, new ResourceChange { Address = address, Type = stack.Find(address)?.Type ?? string.Empty, Action = Forget.Contains(address) ? CanonicalAction.Forget : CanonicalAction.Delete }));
        }

        return work.Succeeded($"{string.Join(" and ", Roles.Select(r => r.Names[Generation]))} retired") with { StateChanges = gone.ToImmutable(), Undo = UndoOf(context, work, key, [.. gone.Select(g => g.Change.Address)]) };
    }

    /// <summary>Makes again what was deleted, and lets the state take in again what it gave up.</summary>
    public override async Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken)
    {
        var left = RetireUndo.Read(undo);
        var made = await EngineFailures.UndoAsync(context, left.Undos(), cancellationToken);
        if (!made.GoesOn) return made;
        var (stack, problem) = await StackDescriptions.DescribeAsync(context, Stack!, Generation, cancellationToken);
        if (stack is null) return StepResult.Failed(problem!);
        foreach (var address in left.Addresses.Reverse())
        {
            if (stack.Find(address) is not { ImportId: { } id } declaration) return StepResult.Failed(Descriptors.EngineFailed.Anywhere($"the stack has no resource '{address}' with an id by which a state can take it in", Stack!.Id));
            var outcome = await context.Engine.ImportAsync(left.StateKey, declaration, id, cancellationToken);
            if (outcome.Failure is { } failure && failure.Code != NothingToDo) return EngineFailures.Failed(failure);
        }

        return made with { Summary = string.Join("; ", new[] { made.Summary, left.Addresses.IsEmpty ? string.Empty : $"{left.StateKey} holds {string.Join(", ", left.Addresses)} again" }.Where(t => t.Length > 0)) };
    }

    // What earlier runs did, or may have done before their process died, goes back together with what this one did: the
    // state can take in again only what is made again.
    private JsonElement? UndoOf(StepContext context, CloudWork work, string key, ImmutableArray<string> addresses)
    {
        var earlier = context.Run.Where(e => e.Step == Header.Id && e.Undo is not null).Select(e => RetireUndo.Read(e.Undo!.Value)).ToList();
        ImmutableArray<CloudUndo> cloud = [.. earlier.SelectMany(e => e.Undos()).Concat(work.Undos).DistinctBy(u => (u.Operation, u.Subject))];
        ImmutableArray<string> all = [.. earlier.SelectMany(e => e.Addresses).Concat(addresses).Distinct(StringComparer.Ordinal)];
        return cloud.IsEmpty && all.IsEmpty ? null : RetireUndo.Of(cloud, key, all);
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("retire", (header, reader, scope) =>
        new RetireStep(header, scope.ReadStack(reader, "stack"), scope.ReadRoles(reader, "roles"), scope.ReadGeneration(reader, "generation"), reader.Texts("forget")));
}
