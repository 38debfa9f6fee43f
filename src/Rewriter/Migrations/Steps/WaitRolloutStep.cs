using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Migrations.Steps;

/// <summary>Waits until an application runs the expected revision and is well. An earlier revision that is well does not count.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Source">Where is asked what runs.</param>
/// <param name="Revision">The revision, with settings and outputs in it.</param>
/// <param name="Interval">How long it rests between two looks.</param>
public sealed record WaitRolloutStep(StepHeader Header, RolloutSource Source, string Revision, TimeSpan Interval) : Step(Header)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>True: where time runs out it says what was seen last.</summary>
    public override bool KeepsTime => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (GitGuard.Expand(context, Revision, "the revision that must run", out var expected) is { } noRevision) return noRevision;
        if (GitGuard.Expand(context, Source.App, "the application", out var app) is { } noApp) return noApp;
        var name = string.Empty;
        if (Source.Namespace is not null && GitGuard.Expand(context, Source.Namespace, "the namespace", out name) is { } noNamespace) return noNamespace;
        if (Source.Url is not null && GitGuard.Expand(context, Source.Url, "the address to ask", out _) is { } noUrl) return noUrl;
        if (expected.Length == 0) return StepResult.Failed(Descriptors.RolloutUnknown.Anywhere($"it is not known which revision '{app}' must run"));
        var source = Source with { App = app, Namespace = Source.Namespace is null ? null : name };
        if (context.IsSimulation) return StepResult.Succeeded($"will wait until {app} runs {GitGuard.Short(expected)}, {WorkflowTime.Text(TimeLimit)} at most");
        try
        {
            return await WaitAsync(context, source, expected, cancellationToken);
        }
        catch (ProgramMissingException missing)
        {
            return StepResult.Failed(Descriptors.RolloutUnknown.Anywhere(missing.Message)) with { Outcome = StepOutcome.Errored };
        }
    }

    private TimeSpan TimeLimit => Header.Timeout ?? Limit;

    private async Task<StepResult> WaitAsync(StepContext context, RolloutSource source, string expected, CancellationToken cancellationToken)
    {
        var seen = "nothing was seen";
        var evidence = new List<string>();
        var end = context.Time.GetUtcNow() + TimeLimit;
        while (true)
        {
            var (state, problem) = await source.LookAsync(context, expected, cancellationToken);
            if ((problem ?? state!.Words) is var words && words != seen)
            {
                evidence.Add(seen = words);
                context.Progress($"{source.App}: {words}");
            }

            if (state is { Arrived: true }) return StepResult.Succeeded($"{source.App} runs {GitGuard.Short(expected)}") with { Evidence = [.. evidence] };
            if (context.Time.GetUtcNow() >= end)
            {
                var late = Descriptors.RolloutPending.Anywhere(source.App, GitGuard.Short(expected), WorkflowTime.Text(TimeLimit), seen);
                return StepResult.Failed(late) with { Outcome = StepOutcome.Inconclusive, Evidence = [.. evidence] };
            }

            await Task.Delay(Interval, context.Time, cancellationToken);
        }
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("wait-rollout", (header, reader, scope) => new WaitRolloutStep(
        header, RolloutSource.Read(reader, scope), scope.ReadTemplate(reader, "revision") ?? reader.RequiredText("revision"), reader.Duration("interval") ?? TimeSpan.FromSeconds(5)));
}
