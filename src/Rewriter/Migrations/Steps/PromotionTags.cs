using System.Collections.Immutable;
using Rewriter.Definitions;

namespace Rewriter.Migrations.Steps;

/// <summary>The tags of a promotion.</summary>
/// <param name="From">The tag whose commit is promoted.</param>
/// <param name="Release">The tag that the release gets for ever; null where none.</param>
/// <param name="Moving">The tags that move to each release.</param>
public sealed record PromotionTags(string From, string? Release, ImmutableArray<string> Moving)
{
    /// <summary>Puts settings into the names; the failed step where one is missing, otherwise null.</summary>
    internal StepResult? Expand(StepContext context, out PromotionTags tags)
    {
        tags = this;
        if (GitGuard.Expand(context, From, "the tag to promote from", out var from) is { } noFrom) return noFrom;
        var release = Release;
        if (Release is not null && GitGuard.Expand(context, Release, "the release's tag", out release) is { } noRelease) return noRelease;
        var moving = ImmutableArray.CreateBuilder<string>();
        foreach (var template in Moving)
        {
            if (GitGuard.Expand(context, template, "a tag that moves", out var tag) is { } noMoving) return noMoving;
            moving.Add(tag);
        }

        tags = new PromotionTags(from, release, moving.ToImmutable());
        return null;
    }

    internal static PromotionTags Read(DefinitionReader reader, MigrationScope scope) =>
        new(scope.ReadTemplate(reader, "from") ?? reader.RequiredText("from"), scope.ReadTemplate(reader, "release"), scope.ReadTemplates(reader, "moving"));
}
