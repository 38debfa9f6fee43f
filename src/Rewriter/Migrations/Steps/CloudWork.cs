using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Migrations.Steps;

/// <summary>The operations on a cloud that one step does, one after the other, with what they need to be undone.</summary>
/// <param name="context">What the step works with.</param>
internal sealed class CloudWork(StepContext context)
{
    private readonly List<CloudOperationResult> _results = [];

    /// <summary>How many operations there were.</summary>
    public int Count => _results.Count;

    /// <summary>How many of them changed something.</summary>
    public int Changed => _results.Count(r => r.Changed);

    /// <summary>Waits for one operation; the failed step where it failed, otherwise null.</summary>
    public async Task<StepResult?> DoAsync(Task<CloudOperationResult> operation)
    {
        var result = await operation;
        _results.Add(result);
        context.Progress(result.Summary);
        return result.Failure is { } failure ? Failed(failure) : null;
    }

    /// <summary>What takes back what was done so far.</summary>
    public ImmutableArray<CloudUndo> Undos => [.. _results.Select(r => r.Undo).OfType<CloudUndo>()];

    /// <summary>The step that failed, with the undoing of what was done before.</summary>
    public StepResult Failed(DeploymentFailure failure) => EngineFailures.Failed(failure) with { Undo = EngineFailures.UndoOf(_results.Select(r => r.Undo)) };

    /// <summary>The step that succeeded.</summary>
    public StepResult Succeeded(string summary) => StepResult.Succeeded(summary) with
    {
        Evidence = [.. _results.Select(r => r.Summary)],
        Undo = EngineFailures.UndoOf(_results.Select(r => r.Undo)),
    };
}
