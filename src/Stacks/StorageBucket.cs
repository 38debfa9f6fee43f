using Rewriter.Deployment;

namespace Stacks;

/// <summary>A storage bucket.</summary>
public sealed record StorageBucket : StackResource
{
    /// <summary>The name, one in the world.</summary>
    public required string Name { get; init; }

    /// <summary>The region.</summary>
    public required string Location { get; init; }

    /// <summary>Whether earlier versions of objects are kept.</summary>
    public bool Versioning { get; init; } = true;

    /// <inheritdoc/>
    public override string Type => ResourceTypes.Bucket;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) => StackMap.Of(
        ("name", Name),
        ("location", Location),
        ("project", project),
        ("uniformBucketLevelAccess", true),
        ("versioning", StackValue.Map(("enabled", Versioning))));
}
