using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Waits until an application runs the expected revision and is well. An earlier revision that is well does not count; a
/// later commit that contains the expected one does where the migration accepts it.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Source">Where is asked what runs.</param>
/// <param name="Revision">The revision, with settings and outputs in it.</param>
/// <param name="Interval">How long it rests between two looks.</param>
/// <param name="Accept">Which revisions count.</param>
/// <param name="Branch">Where the commits lie that count as newer: the repository and the branch; its path and key are not used.</param>
public sealed record WaitRolloutStep(StepHeader Header, RolloutSource Source, string Revision, TimeSpan Interval, RolloutAccept Accept, ReleaseFile Branch) : Step(Header)
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
        if (Branch.Expand(context, "newer commits", out var branch) is { } noBranch) return noBranch;
        var source = Source with { App = app, Namespace = Source.Namespace is null ? null : name };
        if (context.IsSimulation) return StepResult.Succeeded($"will wait until {app} runs {GitGuard.Short(expected)}{(Accept == RolloutAccept.Newer ? " or a newer commit" : string.Empty)}, {WorkflowTime.Text(TimeLimit)} at most");
        using var history = new RolloutHistory(context, branch);
        try
        {
            return await GitGuard.TryAsync(() => WaitAsync(context, source, expected, history, cancellationToken));
        }
        catch (ProgramMissingException missing)
        {
            return StepResult.Failed(Descriptors.RolloutUnknown.Anywhere(missing.Message)) with { Outcome = StepOutcome.Errored };
        }
    }

    private TimeSpan TimeLimit => Header.Timeout ?? Limit;

    private async Task<StepResult> WaitAsync(StepContext context, RolloutSource source, string expected, RolloutHistory history, CancellationToken cancellationToken)
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

            if (state?.Runs(expected) == true) return StepResult.Succeeded($"{source.App} runs {GitGuard.Short(expected)}") with { Evidence = [.. evidence] };
            if (Accept == RolloutAccept.Newer && state is { IsWell: true } && await history.NewerAsync(state.Revisions, expected, cancellationToken) is { } newer)
                return StepResult.Succeeded($"{source.App} runs {GitGuard.Short(newer)}, which contains {GitGuard.Short(expected)}") with { Evidence = [.. evidence, $"{newer} contains {expected}"] };
            if (context.Time.GetUtcNow() >= end)
            {
                var late = Descriptors.RolloutPending.Anywhere(source.App, GitGuard.Short(expected), WorkflowTime.Text(TimeLimit), seen);
                return StepResult.Failed(late) with { Outcome = StepOutcome.Inconclusive, Evidence = [.. evidence] };
            }

            await Task.Delay(Interval, context.Time, cancellationToken);
        }
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("wait-rollout", (header, reader, scope) =>
    {
        var source = RolloutSource.Read(reader, scope);
        var accept = reader.Choice("accept", RolloutAccept.Exact, ("exact", RolloutAccept.Exact), ("newer", RolloutAccept.Newer));
        var branch = new ReleaseFile(scope.ReadTemplate(reader, "repository"), scope.ReadTemplate(reader, "branch") ?? "main", string.Empty, string.Empty);

        // An answer without structure tells whether the expected revision stands in it, and of no other one.
        if (accept == RolloutAccept.Newer && source is { Driver: RolloutDriver.Http, Json: null }) reader.RequiredText("json");
        var revision = scope.ReadTemplate(reader, "revision") ?? reader.RequiredText("revision");
        return new WaitRolloutStep(header, source, revision, reader.Duration("interval") ?? TimeSpan.FromSeconds(5), accept, branch);
    });
}
