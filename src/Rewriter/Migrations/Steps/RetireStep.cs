using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Deployment;
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

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (stack, problem) = await StackDescriptions.DescribeAsync(context, Stack!, Generation, cancellationToken);
        if (stack is null) return StepResult.Failed(problem!);
        var work = new CloudWork(context);
        foreach (var role in Roles)
        {
            if (await work.DoAsync(context.Cloud.DeleteAsync(role.Type!, role.Names[Generation], cancellationToken)) is { } failed) return failed;
        }

        // The state of the generation that goes gives up what was deleted, and what lives on in another state.
        var deleted = stack.Resources.Where(r => Roles.Any(role => r.Type == role.Type && r.PhysicalName == role.Names[Generation])).Select(r => r.Address);
        var (key, gone) = (context.Migration.StateKeyOf(Stack!, Generation), ImmutableArray.CreateBuilder<(string, ResourceChange)>());
        foreach (var address in deleted.Concat(Forget))
        {
            var outcome = await context.Engine.ForgetAsync(key, address, cancellationToken);
            if (outcome.Failure is { } failure) return work.Failed(failure);
            gone.Add((key, new ResourceChange { Address = address, Type = stack.Find(address)?.Type ?? string.Empty, Action = Forget.Contains(address) ? CanonicalAction.Forget : CanonicalAction.Delete }));
        }

        return work.Succeeded($"{string.Join(" and ", Roles.Select(r => r.Names[Generation]))} retired") with { StateChanges = gone.ToImmutable() };
    }

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) =>
        EngineFailures.UndoAsync(context, undo, cancellationToken);

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("retire", (header, reader, scope) =>
        new RetireStep(header, scope.ReadStack(reader, "stack"), scope.ReadRoles(reader, "roles"), scope.ReadGeneration(reader, "generation"), reader.Texts("forget")));
}
