using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Rules;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Deploys an image the way the repository's own workflow would: to the service and the job that the workflow names.
/// What the workflow says is read from the file, not assumed, so that one that targets something missing is found out.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Workflow">The workflow.</param>
/// <param name="ServicePath">Where in the workflow the service's name stands.</param>
/// <param name="JobPath">Where the job's name stands; null where it deploys none.</param>
/// <param name="Image">The image, with settings in it.</param>
public sealed record DeployStep(StepHeader Header, RepoPath Workflow, PathPattern ServicePath, PathPattern? JobPath, string Image) : Step(Header)
{
    /// <inheritdoc/>
    public override bool ActsOnCloud => true;

    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var image = context.Settings.Expand(Image, out var missing);
        if (missing is not null) return StepResult.Failed(Descriptors.SettingMissing.Anywhere(missing, "the image to deploy"));

        var targets = Targets(context.Workspace.Read(Workflow));
        foreach (var (kind, path) in Places)
        {
            if (targets.All(t => t.Kind != kind)) return StepResult.Failed(Descriptors.UnknownName.At(Workflow, "place", path.Text, "the workflow does not say there what it deploys to"));
        }

        var work = new CloudWork(context);
        foreach (var target in targets)
        {
            if (await work.DoAsync(context.Cloud.DeployImageAsync(target.Kind, target.Name, image, cancellationToken)) is { } failed) return failed;
        }

        return work.Succeeded($"{string.Join(" and ", targets.Select(t => t.Name))} run {image}");
    }

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) =>
        EngineFailures.UndoAsync(context, undo, cancellationToken);

    /// <summary>What the workflow deploys to, and on which line (1-based) it says so; empty where it cannot be read.</summary>
    /// <param name="bytes">The workflow's bytes; null where it is missing.</param>
    public ImmutableArray<(DeployKind Kind, string Name, int Line)> Targets(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is null || SourceFile.Read(Workflow, bytes.Value, out _) is not { } file) return [];
        var document = LanguageCatalog.Read(file);
        var result = ImmutableArray.CreateBuilder<(DeployKind, string, int)>();
        foreach (var (kind, path) in Places)
        {
            foreach (var leaf in document.MeaningfulLeaves.Where(l => l.Label == Label.Value && path.Matches(l.Path)))
                result.Add((kind, leaf.Decode(file.Text), file.Lines.PositionOf(leaf.Span.Start).Line + 1));
        }

        return result.ToImmutable();
    }

    private IEnumerable<(DeployKind Kind, PathPattern Path)> Places =>
        JobPath is null ? [(DeployKind.Service, ServicePath)] : [(DeployKind.Service, ServicePath), (DeployKind.Job, JobPath)];

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("deploy", Read);

    private static DeployStep Read(StepHeader header, Definitions.DefinitionReader reader, MigrationScope scope)
    {
        var workflow = reader.RequiredText("workflow");
        if (!RepoPath.TryParse(workflow, out var path)) reader.Report(Descriptors.BadPattern, "workflow", workflow, "path in the repository", "it is relative, with forward slashes");
        return new DeployStep(header, path, ReadPath(reader, "service")!, reader.Has("job") ? ReadPath(reader, "job") : null, scope.ReadTemplate(reader, "image") ?? reader.RequiredText("image"));
    }

    private static PathPattern? ReadPath(Definitions.DefinitionReader reader, string key)
    {
        var text = reader.RequiredText(key);
        var pattern = PathPattern.Parse(text, out var problem);
        if (pattern is null && text.Length > 0) reader.Report(Descriptors.BadPattern, key, text, "structural path", problem);
        return pattern ?? PathPattern.Parse("**", out _);
    }
}
