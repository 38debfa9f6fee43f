using System.Runtime.CompilerServices;
using Rewriter.Rules;

namespace Rewriter.Migrations.Steps;

/// <summary>Runs a job once. What it did to its data is not taken back by a rollback.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Job">The job.</param>
/// <param name="Generation">The generation whose job is meant.</param>
public sealed record RunJobStep(StepHeader Header, Role? Job, string Generation) : Step(Header)
{
    /// <inheritdoc/>
    public override bool ActsOnCloud => true;

    /// <inheritdoc/>
    public override string? IrreversibleBecause => "a job's effect on its data stays";

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var result = await context.Cloud.RunJobAsync(Job!.Names[Generation], cancellationToken);
        return result.Failure is { } failure ? EngineFailures.Failed(failure) : StepResult.Succeeded(result.Summary);
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("run-job", (header, reader, scope) =>
    {
        if (!reader.Has("job")) reader.RequiredText("job");
        return new RunJobStep(header, scope.ReadRole(reader, "job"), scope.ReadGeneration(reader, "generation"));
    });
}
