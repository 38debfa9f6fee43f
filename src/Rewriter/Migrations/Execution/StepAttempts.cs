using System.Text.Json;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Execution;

/// <summary>Runs a step within its time and as often as it may be tried.</summary>
internal static class StepAttempts
{
    /// <summary>Tries a step until it ends well, or has no tries left. What is inconclusive or waits has not failed and is not tried again.</summary>
    /// <param name="step">The step.</param>
    /// <param name="context">What it works with.</param>
    /// <param name="rehearsed">What takes its acts back where its time runs out; null where nothing does.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<StepResult> RunAsync(Step step, StepContext context, JsonElement? rehearsed, CancellationToken cancellationToken)
    {
        var attempts = step.CountsAttempts ? 1 : step.Header.Attempts;
        for (var attempt = 1; ; attempt++)
        {
            var result = await OnceAsync(step, context, rehearsed, cancellationToken);
            if (result.GoesOn || attempt >= attempts || result.Outcome is StepOutcome.Waiting or StepOutcome.Inconclusive || !step.MayRepeat(result)) return result;
            context.Progress($"{step.Header.Id}: attempt {attempt} of {attempts}: {context.Secrets.Mask(result.Summary)}");
            await Task.Delay(step.Header.Backoff * Math.Pow(2, attempt - 1), context.Time, cancellationToken);
        }
    }

    /// <summary>Runs a step once, within its time.</summary>
    public static Task<StepResult> OnceAsync(Step step, StepContext context, JsonElement? rehearsed, CancellationToken cancellationToken) =>
        WithinAsync(step, context, token => step.RunAsync(context, token), rehearsed, cancellationToken);

    /// <summary>Does something for a step within its time; that time runs out is inconclusive.</summary>
    public static async Task<StepResult> WithinAsync(Step step, StepContext context, Func<CancellationToken, Task<StepResult>> act, JsonElement? rehearsed, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource((step.KeepsTime ? null : step.Header.Timeout) ?? Timeout.InfiniteTimeSpan, context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await act(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Some of its acts may be done: what takes them back must not be lost.
            return new StepResult(StepOutcome.Inconclusive, $"no answer within {WaitStep.Text(step.Header.Timeout!.Value)}") { Undo = rehearsed };
        }
        catch (WorkspaceException failure)
        {
            return StepResult.Failed(failure.Diagnostic) with { Outcome = StepOutcome.Errored };
        }
    }
}
