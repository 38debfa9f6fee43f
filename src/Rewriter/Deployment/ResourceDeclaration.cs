namespace Rewriter.Deployment;

/// <summary>One resource as a stack wants it.</summary>
public sealed record ResourceDeclaration
{
    /// <summary>The address, stable over generations: <c>google_secret_manager_secret.app["database_url"]</c> or a logical one.</summary>
    public required string Address { get; init; }

    /// <summary>What the resource is for: <c>service</c>, <c>migrate-job</c>, <c>secret</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The Pulumi type token: <c>gcp:cloudrunv2/service:Service</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The name of the resource inside a Pulumi program.</summary>
    public required string LogicalName { get; init; }

    /// <summary>The name in the cloud; null where the engine makes one from the logical name.</summary>
    public string? PhysicalName { get; init; }

    /// <summary>The inputs under the property names of Pulumi's GCP SDK.</summary>
    public StackMap Inputs { get; init; } = StackMap.Empty;

    /// <summary>How an engine treats the resource.</summary>
    public ResourceOptions Options { get; init; } = ResourceOptions.None;

    /// <summary>The id under which an existing object of this name is imported; null where it cannot be.</summary>
    public string? ImportId { get; init; }
}
