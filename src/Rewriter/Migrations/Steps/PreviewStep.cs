using System.Runtime.CompilerServices;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>Previews a stack and asserts what the preview says.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Use">The stack and how it is used.</param>
public sealed record PreviewStep(StepHeader Header, StackUse Use) : Step(Header)
{
    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (target, problem) = await Use.TargetAsync(context, cancellationToken);
        if (target is null) return StepResult.Failed(problem!);
        var preview = await context.Engine.PreviewAsync(target, cancellationToken);
        if (preview.Failure is { } failure) return EngineFailures.Failed(failure) with { Preview = preview };
        if (preview.Conflicts.Length > 0) return EngineFailures.Conflict(preview);
        if (Use.FirstBreach(preview, BegunChanges.Of(context, Header.Id)) is { } breach) return StepResult.Failed(Descriptors.AssertionFailed.Anywhere(breach.Found, breach.Asserted)) with { Preview = preview };
        if (Use.FirstOldName(context.Migration, preview) is var (change, name, role))
            return StepResult.Failed(Descriptors.OldNameCreated.Anywhere(change.Address, name, role, Use.Beside)) with { Preview = preview };
        return StepResult.Succeeded($"{target.StateKey}: {PreviewText.Counts(preview)}") with { Preview = preview, Evidence = [$"preview {preview.Digest[..12]}"] };
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("preview", (header, reader, scope) => new PreviewStep(header, StackUseReader.Read(reader, scope)));
}
