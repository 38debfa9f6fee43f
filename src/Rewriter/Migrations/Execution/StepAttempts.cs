using System.Text.Json;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Execution;

/// <summary>Runs a step within its time and as often as it may be tried.</summary>
internal static class StepAttempts
{
    /// <summary>Tries a step until it ends well, or has no tries left. What is inconclusive or waits has not failed and is not tried again.</summary>
    public static async Task<StepResult> RunAsync(Step step, StepContext context, CancellationToken cancellationToken)
    {
        var attempts = step.CountsAttempts ? 1 : step.Header.Attempts;
        for (var attempt = 1; ; attempt++)
        {
            // What the attempt before noted is known to the next one.
            var now = context.Session is { } session && !context.IsSimulation ? context with { Run = session.Ledger.CurrentRun(session.Migration.Id, context.Phase.Id) } : context;
            var result = await OnceAsync(step, now, cancellationToken);
            if (result.GoesOn || attempt >= attempts || result.Outcome is StepOutcome.Waiting or StepOutcome.Inconclusive || !step.MayRepeat(result)) return result;
            context.Progress($"{step.Header.Id}: attempt {attempt} of {attempts}: {context.Secrets.Mask(result.Summary)}");
            await Task.Delay(step.Header.Backoff * Math.Pow(2, attempt - 1), context.Time, cancellationToken);
        }
    }

    /// <summary>Runs a step once, within its time.</summary>
    public static Task<StepResult> OnceAsync(Step step, StepContext context, CancellationToken cancellationToken) =>
        WithinAsync(step, context, token => step.RunAsync(context, token), () => NotedBy(step, context), cancellationToken);

    /// <summary>Does something for a step within its time; that time runs out is inconclusive.</summary>
    /// <param name="step">The step.</param>
    /// <param name="context">What it works with.</param>
    /// <param name="act">What is done.</param>
    /// <param name="noted">Tells what takes back the acts that may be done where the time runs out; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<StepResult> WithinAsync(Step step, StepContext context, Func<CancellationToken, Task<StepResult>> act, Func<JsonElement?>? noted, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource((step.KeepsTime ? null : step.Header.Timeout) ?? Timeout.InfiniteTimeSpan, context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await act(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Some of its acts may be done: what was noted to take them back must not be lost.
            return new StepResult(StepOutcome.Inconclusive, $"no answer within {WaitStep.Text(step.Header.Timeout!.Value)}") { Undo = noted?.Invoke() };
        }
        catch (WorkspaceException failure)
        {
            return StepResult.Failed(failure.Diagnostic) with { Outcome = StepOutcome.Errored };
        }
    }

    private static JsonElement? NotedBy(Step step, StepContext context) =>
        context.IsSimulation ? null : context.Session is { } session ? session.Ledger.RunsOf(session.Migration.Id, context.Phase.Id, step.Header.Id).FirstOrDefault()?.Undo : null;
}
