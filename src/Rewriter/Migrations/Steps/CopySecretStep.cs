using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Rules;

namespace Rewriter.Migrations.Steps;

/// <summary>Gives the secrets of one generation the values of those of another. No value is seen, printed or kept.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Roles">The secrets.</param>
/// <param name="From">The generation that has the values.</param>
/// <param name="To">The generation that gets them.</param>
/// <param name="IfExists">What happens where a target exists.</param>
public sealed record CopySecretStep(StepHeader Header, ImmutableArray<Role> Roles, string From, string To, IfExists IfExists) : Step(Header)
{
    /// <inheritdoc/>
    public override bool ActsOnCloud => true;

    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var work = new CloudWork(context);
        foreach (var role in Roles)
        {
            if (await work.DoAsync(context.Cloud.CopySecretVersionAsync(role.Names[From], role.Names[To], IfExists, cancellationToken)) is { } failed) return failed;
        }

        return work.Succeeded($"{work.Changed} of {work.Count} secrets copied from {From} to {To}");
    }

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) =>
        EngineFailures.UndoAsync(context, undo, cancellationToken);

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("copy-secret", (header, reader, scope) => new CopySecretStep(
        header,
        scope.ReadRoles(reader, "roles"),
        scope.ReadGeneration(reader, "from"),
        scope.ReadGeneration(reader, "to"),
        reader.Choice("ifExists", IfExists.Same, ("same", IfExists.Same), ("add-version", IfExists.AddVersion), ("fail", IfExists.Fail))));
}
