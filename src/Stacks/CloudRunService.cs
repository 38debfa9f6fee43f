using Rewriter.Deployment;

namespace Stacks;

/// <summary>A Cloud Run service.</summary>
public sealed record CloudRunService : StackResource
{
    /// <summary>The path of the image, which deployments change beside the stack.</summary>
    public const string ImagePath = "template.containers[0].image";

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The region.</summary>
    public required string Location { get; init; }

    /// <summary>What runs.</summary>
    public required CloudRunContainer Container { get; init; }

    /// <summary>The account as which it runs; null for the project's default one.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Whether the provider refuses to delete the service; null for its default, which is yes.</summary>
    public bool? DeletionProtection { get; init; }

    /// <summary>Who may reach the service.</summary>
    public string Ingress { get; init; } = "INGRESS_TRAFFIC_ALL";

    /// <summary>The greatest number of instances.</summary>
    public int MaxInstances { get; init; } = 2;

    /// <summary>Labels.</summary>
    public StackMap Labels { get; init; } = StackMap.Empty;

    /// <inheritdoc/>
    public override string Type => ResourceTypes.Service;

    /// <inheritdoc/>
    public override StackMap Inputs(string project)
    {
        var template = StackMap.Of(
            ("containers", StackValue.List(Container.ToInputs())),
            ("scaling", StackValue.Map(("maxInstanceCount", MaxInstances), ("minInstanceCount", 0))));
        if (ServiceAccount is not null) template = template.With("serviceAccount", ServiceAccount);
        var inputs = StackMap.Of(("name", Name), ("location", Location), ("project", project), ("ingress", Ingress), ("template", template));
        if (DeletionProtection is { } protection) inputs = inputs.With("deletionProtection", protection);
        return Labels.Count == 0 ? inputs : inputs.With("labels", Labels);
    }
}
