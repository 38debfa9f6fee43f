using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Definitions;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Takes objects that exist into a state (<c>import</c>), or gives them up (<c>forget</c>); the objects stay as they are.
/// The list is done as a whole: one address that is refused fails the step, and what was done before is not done twice.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Stack">The stack.</param>
/// <param name="Generation">The generation whose state is meant.</param>
/// <param name="Addresses">The addresses.</param>
/// <param name="IsImport">True to take them in, false to give them up.</param>
public sealed record StateListStep(StepHeader Header, StackDefinition? Stack, string Generation, ImmutableArray<string> Addresses, bool IsImport) : Step(Header)
{
    // The state holds the address already, or does not hold it.
    private const string NothingToDo = "RW4014";

    /// <inheritdoc/>
    public override bool ChangesResources => true;

    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override bool UndoCoversEarlierRuns => true;

    /// <inheritdoc/>
    public override bool MayRepeat(StepResult result) => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (stack, problem) = await StackDescriptions.DescribeAsync(context, Stack!, Generation, cancellationToken);
        if (stack is null) return StepResult.Failed(problem!);
        if ((IsImport || !HasOwnProgram) && Addresses.FirstOrDefault(a => stack.Find(a)?.ImportId is null) is { } unknown)
            return StepResult.Failed(Descriptors.EngineFailed.Anywhere($"the stack has no resource '{unknown}' with an id by which a state can take it in", Stack!.Id));

        var key = context.Migration.StateKeyOf(Stack!, Generation);
        var (done, checkpoint) = Done(context);
        var evidence = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < Addresses.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var all = done.Contains(Addresses[i]) ? done : done.Add(Addresses[i]);
            var engine = context.Engine.Telling(intent => context.RememberUndo(UndoOf(key, all, Joined(checkpoint, intent))!.Value));
            var outcome = await ActAsync(engine, key, stack.Find(Addresses[i]) ?? Bare(Addresses[i]), IsImport, cancellationToken);
            var isDone = outcome.Failure is null || (outcome.Failure.Code == NothingToDo && (done.Contains(Addresses[i]) || (HasOwnProgram && context.IsUncertain)));
            if (!isDone)
            {
                return StepResult.Failed(Descriptors.ListIncomplete.Anywhere(i, Addresses.Length, Addresses[i], outcome.Failure!.Message)) with { Evidence = evidence.ToImmutable(), Undo = UndoOf(key, done, checkpoint) };
            }

            checkpoint = Joined(checkpoint, outcome.Checkpoint);

            if (outcome.Failure is null) done = all;
            evidence.Add(outcome.Failure is null ? string.Create(CultureInfo.InvariantCulture, $"{Addresses[i]} {Word}, {key} has serial {outcome.Serial}") : $"{Addresses[i]} was {Word} already");
        }

        return StepResult.Succeeded($"{key}: {Addresses.Length} addresses {Word}") with { Evidence = evidence.ToImmutable(), Undo = UndoOf(key, done, checkpoint) };
    }

    /// <inheritdoc/>
    public override async Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken)
    {
        var left = undo.Deserialize(StateListJson.Default.StateListUndo)!;
        if (left.Checkpoint is { } kept)
        {
            var back = await context.Engine.RollbackAsync(DeploymentJson.Read<DeploymentCheckpoint>(kept), null, cancellationToken);
            return back.Failure is { } refused ? EngineFailures.Failed(refused) : StepResult.Succeeded($"{left.StateKey}: {left.Addresses.Length} addresses as before");
        }

        var (stack, problem) = await StackDescriptions.DescribeAsync(context, Stack!, Generation, cancellationToken);
        if (stack is null) return StepResult.Failed(problem!);
        foreach (var address in left.Addresses.Reverse())
        {
            if (stack.Find(address) is not { } declaration) return StepResult.Failed(Descriptors.EngineFailed.Anywhere($"the stack has no resource '{address}' any more", Stack!.Id));
            var outcome = await ActAsync(context.Engine, left.StateKey, declaration, !IsImport, cancellationToken);
            if (outcome.Failure is { } failure && failure.Code != NothingToDo) return EngineFailures.Failed(failure);
        }

        return StepResult.Succeeded($"{left.StateKey}: {left.Addresses.Length} addresses as before");
    }

    private string Word => IsImport ? "taken in" : "given up";

    // What earlier runs did, or may have done before their process died.
    private (ImmutableArray<string> Addresses, DeploymentCheckpoint? Checkpoint) Done(StepContext context)
    {
        var earlier = context.Run.Where(e => e.Step == Header.Id && e.Undo is not null).Select(e => e.Undo!.Value.Deserialize(StateListJson.Default.StateListUndo)!).ToList();
        return ([.. earlier.SelectMany(e => e.Addresses).Distinct()], earlier.LastOrDefault()?.Checkpoint is { } kept ? DeploymentJson.Read<DeploymentCheckpoint>(kept) : null);
    }

    private JsonElement? UndoOf(string key, ImmutableArray<string> done, DeploymentCheckpoint? checkpoint) =>
        done.IsEmpty ? null : JsonSerializer.SerializeToElement(
            new StateListUndo(key, done, HasOwnProgram && checkpoint is not null ? DeploymentJson.ToElement(checkpoint) : null),
            StateListJson.Default.StateListUndo);

    // An engine with a program of its own knows no ids by which the objects would be taken in again: it goes back by what
    // it noted. One state before all, one after all: the entries between them make one way back. What a dead run noted
    // beforehand may be done or not, and what comes after it repeats it.
    private static DeploymentCheckpoint? Joined(DeploymentCheckpoint? first, DeploymentCheckpoint? next) =>
        first is null || next is null ? next ?? first : first with
        {
            SerialAfter = next.SerialAfter, IsIntent = first.IsIntent || next.IsIntent,
            Steps = [.. first.Steps.Where(s => next.Steps.All(n => n.Change.Address != s.Change.Address)), .. next.Steps],
        };

    private bool HasOwnProgram => !Stack!.IsDescribed;

    private static ResourceDeclaration Bare(string address) => new() { Address = address, Role = string.Empty, Type = string.Empty, LogicalName = address };

    private static Task<DeploymentOutcome> ActAsync(IDeploymentEngine engine, string key, ResourceDeclaration declaration, bool import, CancellationToken cancellationToken) =>
        import ? engine.ImportAsync(key, declaration, declaration.ImportId!, cancellationToken) : engine.ForgetAsync(key, declaration.Address, cancellationToken);

    [ModuleInitializer]
    internal static void Register()
    {
        StepCatalog.Register("import", (header, reader, scope) => Read(header, reader, scope, isImport: true));
        StepCatalog.Register("forget", (header, reader, scope) => Read(header, reader, scope, isImport: false));
    }

    private static StateListStep Read(StepHeader header, DefinitionReader reader, MigrationScope scope, bool isImport)
    {
        if (reader.Scalars("addresses").IsEmpty && !reader.Has("addresses")) reader.RequiredText("addresses");
        return new StateListStep(header, scope.ReadStack(reader, "stack"), scope.ReadGeneration(reader, "generation"), reader.Texts("addresses"), isImport);
    }
}
