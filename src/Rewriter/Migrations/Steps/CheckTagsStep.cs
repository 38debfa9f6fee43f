using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Rewriter.Diagnostics;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>Looks whether tags of the remote stand on one commit, tags peeled. Changes nothing.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="From">The tag whose commit is meant, with settings in it.</param>
/// <param name="Tags">The tags that must stand there, with settings in them.</param>
/// <param name="Remote">The remote.</param>
public sealed record CheckTagsStep(StepHeader Header, string From, ImmutableArray<string> Tags, string Remote) : Step(Header)
{
    /// <inheritdoc/>
    public override ImmutableArray<string> OutputNames => ["commit"];

    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        if (new PromotionTags(From, null, Tags).Expand(context, out var tags) is { } missing) return missing;

        var refs = await PlannedRefs.ReadAsync(context, Remote, cancellationToken);

        // In a plan the steps before it did not really tag anything.
        if (context.IsSimulation)
        {
            var known = refs.Tag(tags.From)?.Commit ?? $"(the commit of {tags.From})";
            return StepResult.Succeeded($"will look whether {string.Join(" and ", tags.Moving)} stand on the commit of {tags.From}") with { Outputs = ImmutableSortedDictionary<string, string>.Empty.Add("commit", known) };
        }

        if (refs.Tag(tags.From) is not { } from) return StepResult.Failed(new TagMoves(refs).Missing(tags.From, From));
        var wrong = tags.Moving.Where(t => refs.Tag(t)?.Commit != from.Commit).ToList();
        var evidence = tags.Moving.Select(t => $"{t} {GitGuard.Short(refs.Tag(t)?.Commit)}").ToImmutableArray();
        if (wrong.Count > 0)
        {
            var found = string.Join(", ", wrong.Select(t => refs.Tag(t) is { } tag ? $"'{t}' on {GitGuard.Short(tag.Commit)}" : $"there is no '{t}'"));
            return StepResult.Failed(Descriptors.TagsElsewhere.Anywhere(tags.From, GitGuard.Short(from.Commit), found)) with { Evidence = evidence };
        }

        return StepResult.Succeeded($"{string.Join(" and ", tags.Moving)} stand on {GitGuard.Short(from.Commit)}, like {tags.From}") with
        {
            Evidence = evidence,
            Outputs = ImmutableSortedDictionary<string, string>.Empty.Add("commit", from.Commit),
        };
    });

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("check-tags", (header, reader, scope) =>
    {
        if (!reader.Has("tags")) reader.RequiredText("tags");
        return new CheckTagsStep(header, scope.ReadTemplate(reader, "from") ?? reader.RequiredText("from"), scope.ReadTemplates(reader, "tags"), reader.Text("remote") ?? "origin");
    });
}
