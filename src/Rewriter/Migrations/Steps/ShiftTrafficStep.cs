using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Rules;

namespace Rewriter.Migrations.Steps;

/// <summary>Shifts the traffic of an entry point from one generation's service to another's, in stages.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="EntryPoint">The domain, balancer or gateway.</param>
/// <param name="Service">The service.</param>
/// <param name="From">The generation that has the traffic.</param>
/// <param name="To">The generation that gets it.</param>
/// <param name="Stages">The shares of the new one, in order; the last is where it stays.</param>
public sealed record ShiftTrafficStep(StepHeader Header, string EntryPoint, Role? Service, string From, string To, ImmutableArray<int> Stages) : Step(Header)
{
    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var before = await context.Cloud.GetTrafficAsync(EntryPoint, cancellationToken);
        var work = new CloudWork(context);
        foreach (var share in Stages)
        {
            if (await work.DoAsync(context.Cloud.SetTrafficAsync(Split(share), cancellationToken)) is { } failed) return failed;
        }

        return work.Succeeded($"{EntryPoint}: {before?.ToString() ?? "nothing"} -> {Split(Stages[^1])}");
    }

    /// <inheritdoc/>
    public override async Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken)
    {
        // A process can have died between any two stages: from each of them the way back leads to the first split.
        var stages = undo.Deserialize<ImmutableArray<CloudUndo>>(DeploymentJson.Options);
        var now = await context.Cloud.GetTrafficAsync(EntryPoint, cancellationToken);
        if (stages.IsEmpty || now is null || !stages.Any(s => now.Equals(s.TrafficBefore) || now.Equals(s.TrafficAfter))) return await EngineFailures.UndoAsync(context, undo, cancellationToken);
        var result = await context.Cloud.UndoAsync(stages[0] with { TrafficAfter = now }, cancellationToken);
        return result.Failure is { } failure ? EngineFailures.Failed(failure) : StepResult.Succeeded(result.Summary);
    }

    private TrafficSplit Split(int share) => new(
        EntryPoint,
        [.. new TrafficWeight[] { new(Service!.Names[From], 100 - share), new(Service.Names[To], share) }.Where(w => w.Percent > 0)]);

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("shift-traffic", (header, reader, scope) =>
    {
        if (!reader.Has("service")) reader.RequiredText("service");
        return new ShiftTrafficStep(header, reader.RequiredText("entryPoint"), scope.ReadRole(reader, "service"), scope.ReadGeneration(reader, "from"), scope.ReadGeneration(reader, "to"), ReadStages(reader));
    });

    private static ImmutableArray<int> ReadStages(Definitions.DefinitionReader reader)
    {
        var stages = ImmutableArray.CreateBuilder<int>();
        foreach (var stage in reader.Scalars("stages"))
        {
            if (int.TryParse(stage.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 100) stages.Add(share);
            else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, stage.Span, "a stage", "a share from 1 to 100", $"'{stage.Value}'"));
        }

        return stages.Count > 0 ? stages.ToImmutable() : [100];
    }
}
