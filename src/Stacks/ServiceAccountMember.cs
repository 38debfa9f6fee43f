using Rewriter.Deployment;

namespace Stacks;

/// <summary>Somebody who may act as a service account.</summary>
public sealed record ServiceAccountMember : StackResource
{
    /// <summary>The account's name: what stands before the <c>@</c>.</summary>
    public required string AccountId { get; init; }

    /// <summary>Who.</summary>
    public required string Member { get; init; }

    /// <summary>What they may do.</summary>
    public string IamRole { get; init; } = "roles/iam.workloadIdentityUser";

    /// <inheritdoc/>
    public override string Type => ResourceTypes.ServiceAccountIamMember;

    /// <inheritdoc/>
    public override StackMap Inputs(string project) => StackMap.Of(
        ("serviceAccountId", $"projects/{project}/serviceAccounts/{AccountId}@{project}.iam.gserviceaccount.com"),
        ("role", IamRole),
        ("member", Member));
}
