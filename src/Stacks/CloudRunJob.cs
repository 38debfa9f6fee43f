using Rewriter.Deployment;

namespace Stacks;

/// <summary>A Cloud Run job.</summary>
public sealed record CloudRunJob : StackResource
{
    /// <summary>The path of the image, which deployments change beside the stack.</summary>
    public const string ImagePath = "template.template.containers[0].image";

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The region.</summary>
    public required string Location { get; init; }

    /// <summary>What runs.</summary>
    public required CloudRunContainer Container { get; init; }

    /// <summary>The account as which it runs; null for the project's default one.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Whether the provider refuses to delete the job; null for its default, which is yes.</summary>
    public bool? DeletionProtection { get; init; }

    /// <summary>How often a failed task is tried again.</summary>
    public int MaxRetries { get; init; } = 1;

    /// <summary>Labels.</summary>
    public StackMap Labels { get; init; } = StackMap.Empty;

    /// <inheritdoc/>
    public override string Type => ResourceTypes.Job;

    /// <inheritdoc/>
    public override StackMap Inputs(string project)
    {
        var task = StackMap.Of(("containers", StackValue.List(Container.ToInputs())), ("maxRetries", MaxRetries));
        if (ServiceAccount is not null) task = task.With("serviceAccount", ServiceAccount);
        var inputs = StackMap.Of(("name", Name), ("location", Location), ("project", project), ("template", StackValue.Map(("template", task))));
        if (DeletionProtection is { } protection) inputs = inputs.With("deletionProtection", protection);
        return Labels.Count == 0 ? inputs : inputs.With("labels", Labels);
    }
}
