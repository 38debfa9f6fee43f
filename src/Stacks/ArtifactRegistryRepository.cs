using Rewriter.Deployment;

namespace Stacks;

/// <summary>A registry of images.</summary>
public sealed record ArtifactRegistryRepository : StackResource
{
    /// <summary>The name.</summary>
    public required string RepositoryId { get; init; }

    /// <summary>The region.</summary>
    public required string Location { get; init; }

    /// <summary>What it holds.</summary>
    public string Format { get; init; } = "DOCKER";

    /// <inheritdoc/>
    public override string Type => ResourceTypes.Repository;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) =>
        StackMap.Of(("repositoryId", RepositoryId), ("location", Location), ("format", Format), ("project", project));
}
