using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Rules;

namespace Rewriter.Migrations.Steps;

/// <summary>Traffic of an entry point that the engine knows.</summary>
/// <param name="EntryPoint">The domain, balancer or gateway.</param>
/// <param name="Service">The service.</param>
/// <param name="From">The generation that has the traffic.</param>
/// <param name="To">The generation that gets it.</param>
public sealed record EngineTraffic(string EntryPoint, Role? Service, string From, string To) : TrafficDriver
{
    /// <inheritdoc/>
    public override string Name => EntryPoint;

    /// <inheritdoc/>
    public override string Tell(string? before, int share) =>
        $"{EntryPoint}: {(before is null ? "nothing" : DeploymentJson.Read<TrafficSplit>(before))} -> {Split(share)}";

    /// <inheritdoc/>
    public override async Task<(string? Before, StepResult? Failure)> SetAsync(StepContext context, StepHeader header, int share, int stage, CancellationToken cancellationToken)
    {
        var before = await context.Cloud.GetTrafficAsync(EntryPoint, cancellationToken);
        var result = await context.Cloud.SetTrafficAsync(Split(share), cancellationToken);
        context.Progress(result.Summary);
        return result.Failure is { } failure ? (null, EngineFailures.Failed(failure)) : (DeploymentJson.WriteLine(before), null);
    }

    /// <inheritdoc/>
    public override async Task<StepResult> RestoreAsync(StepContext context, StepHeader header, string before, ImmutableArray<int> stages, CancellationToken cancellationToken)
    {
        var first = DeploymentJson.Read<TrafficSplit>(before);
        var now = await context.Cloud.GetTrafficAsync(EntryPoint, cancellationToken);
        if (first.Equals(now)) return StepResult.Succeeded($"the traffic of {EntryPoint} is {first} already");

        // A process can have died between any two stages: from each of them the way back leads to the first split.
        var left = stages.Select(Split).FirstOrDefault(s => s.Equals(now)) ?? Split(stages[^1]);
        var result = await context.Cloud.UndoAsync(new CloudUndo { Operation = "set-traffic", Subject = EntryPoint, TrafficBefore = first, TrafficAfter = left }, cancellationToken);
        return result.Failure is { } failure ? EngineFailures.Failed(failure) : StepResult.Succeeded(result.Summary);
    }

    /// <summary>Looks at nothing: the engine refuses a split that this step never set, before it changes it.</summary>
    public override Task<StepResult?> RestoreProblemAsync(StepContext context, StepHeader header, string before, ImmutableArray<int> stages, CancellationToken cancellationToken) => Task.FromResult<StepResult?>(null);

    private TrafficSplit Split(int share) => new(
        EntryPoint,
        [.. new TrafficWeight[] { new(Service!.Names[From], 100 - share), new(Service.Names[To], share) }.Where(w => w.Percent > 0)]);
}
