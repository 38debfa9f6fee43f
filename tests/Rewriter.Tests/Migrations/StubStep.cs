using System.Text.Json;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>A step that does what a test says, and notes in earnest what was asked of it.</summary>
internal sealed record StubStep(StepHeader Header, List<string> Log, Func<StepContext, CancellationToken, Task<StepResult>> Run) : Step(Header)
{
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.IsSimulation) return StepResult.Succeeded("will run");
        Log.Add(Header.Id);
        return await Run(context, cancellationToken);
    }

    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken)
    {
        Log.Add($"undo {Header.Id} {undo.GetString()}");
        return Task.FromResult(StepResult.Succeeded("undone"));
    }
}
