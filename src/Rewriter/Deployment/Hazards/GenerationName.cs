namespace Rewriter.Deployment.Hazards;

/// <summary>What one role is called before and after.</summary>
/// <param name="Old">The name that goes.</param>
/// <param name="New">The name that comes.</param>
/// <param name="Role">The role: <c>service</c>.</param>
/// <param name="Type">The resource type (a Pulumi token or a Terraform type); null where the role is none of a resource.</param>
public sealed record GenerationName(string Old, string New, string Role, string? Type = null);
