using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>How an engine treats a resource, beside what the resource is.</summary>
public sealed record ResourceOptions
{
    /// <summary>Nothing special.</summary>
    public static ResourceOptions None { get; } = new();

    /// <summary>The engine refuses to delete or replace the resource.</summary>
    public bool Protect { get; init; }

    /// <summary>Where the resource leaves the stack, the object stays in the cloud.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>A replacement deletes the old object before it makes the new one.</summary>
    public bool DeleteBeforeReplace { get; init; }

    /// <summary>Earlier addresses or logical names of this resource.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Addresses of the resources that must be there before this one.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Paths of inputs which others change and which a preview leaves alone, such as <c>template.containers[0].image</c>.</summary>
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];
}
