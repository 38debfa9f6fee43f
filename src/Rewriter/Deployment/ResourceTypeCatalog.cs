using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>The types that the engine knows well, from the providers' documentation.</summary>
public static class ResourceTypeCatalog
{
    private const string Project = "projects/{project}";
    private const string Pool = Project + "/locations/global/workloadIdentityPools/{workloadIdentityPoolId}";

    private static readonly NameLimits RunNames = new(1, 49, "[a-z]([-a-z0-9]*[a-z0-9])?", "lower-case letters, digits and '-', from a letter to a letter or digit");
    private static readonly NameLimits PoolNames = new(4, 32, "[-a-z0-9]+", "lower-case letters, digits and '-'");

    /// <summary>All types, in the order of the table that documents them.</summary>
    public static ImmutableArray<ResourceTypeSchema> All { get; } =
    [
        new()
        {
            Token = ResourceTypes.Service, Noun = "service", TerraformTypes = ["google_cloud_run_v2_service", "google_cloud_run_service"],
            NameField = "name", ReplaceFields = ["name", "location", "project"], IdFormat = Project + "/locations/{location}/services/{name}",
            ProtectionField = "deletionProtection", ProtectedByDefault = true, Names = RunNames,
        },
        new()
        {
            Token = ResourceTypes.Job, Noun = "job", TerraformTypes = ["google_cloud_run_v2_job"],
            NameField = "name", ReplaceFields = ["name", "location", "project"], IdFormat = Project + "/locations/{location}/jobs/{name}",
            ProtectionField = "deletionProtection", ProtectedByDefault = true, Names = RunNames,
        },
        new()
        {
            Token = ResourceTypes.ServiceIamMember, Noun = "service member",
            TerraformTypes = ["google_cloud_run_v2_service_iam_member", "google_cloud_run_service_iam_member"],
            ReplaceFields = ["name", "location", "project", "role", "member", "condition"],
            IdFormat = Project + "/locations/{location}/services/{name} {role} {member}",
            ParentType = ResourceTypes.Service, ParentFormat = Project + "/locations/{location}/services/{name}",
        },
        new()
        {
            Token = ResourceTypes.Secret, Noun = "secret", TerraformTypes = ["google_secret_manager_secret"],
            NameField = "secretId", ReplaceFields = ["secretId", "replication", "project"], IdFormat = Project + "/secrets/{secretId}",
            ProtectionField = "deletionProtection", Names = new(1, 255, "[A-Za-z0-9_-]+", "letters, digits, '_' and '-'"),
            LostWithObject = "its versions, and with them the values, are gone",
        },
        new()
        {
            Token = ResourceTypes.SecretVersion, Noun = "secret version", TerraformTypes = ["google_secret_manager_secret_version"],
            ReplaceFields = ["secret", "secretData", "project"], SecretFields = ["secretData", "secretDataWo"],
            ParentType = ResourceTypes.Secret, ParentFormat = Project + "/secrets/{secret}", LostWithObject = "its value is gone",
        },
        new()
        {
            Token = ResourceTypes.SecretIamMember, Noun = "secret member", TerraformTypes = ["google_secret_manager_secret_iam_member"],
            ReplaceFields = ["secretId", "role", "member", "project", "condition"], IdFormat = Project + "/secrets/{secretId} {role} {member}",
            ParentType = ResourceTypes.Secret, ParentFormat = Project + "/secrets/{secretId}",
        },
        new()
        {
            Token = ResourceTypes.Repository, Noun = "registry", TerraformTypes = ["google_artifact_registry_repository"],
            NameField = "repositoryId", ReplaceFields = ["repositoryId", "format", "location", "project"],
            IdFormat = Project + "/locations/{location}/repositories/{repositoryId}",
            Names = new(1, 63, "[a-z]([-a-z0-9]*[a-z0-9])?", "lower-case letters, digits and '-', from a letter to a letter or digit"),
            LostWithObject = "its images are gone",
        },
        new()
        {
            Token = ResourceTypes.ServiceAccount, Noun = "service account", TerraformTypes = ["google_service_account"],
            NameField = "accountId", ReplaceFields = ["accountId", "project"],
            IdFormat = Project + "/serviceAccounts/{accountId}@{project}.iam.gserviceaccount.com",
            Names = new(6, 30, "[a-z][-a-z0-9]*[a-z0-9]", "lower-case letters, digits and '-', from a letter to a letter or digit"),
            LostWithObject = "a new account of the same name inherits none of its bindings",
        },
        new()
        {
            Token = ResourceTypes.ServiceAccountIamMember, Noun = "service account member", TerraformTypes = ["google_service_account_iam_member"],
            ReplaceFields = ["serviceAccountId", "role", "member", "condition"], IdFormat = Project + "/serviceAccounts/{serviceAccountId} {role} {member}",
            ParentType = ResourceTypes.ServiceAccount, ParentFormat = Project + "/serviceAccounts/{serviceAccountId}",
        },
        new()
        {
            Token = ResourceTypes.ProjectIamMember, Noun = "project member", TerraformTypes = ["google_project_iam_member"],
            ReplaceFields = ["project", "role", "member", "condition"], IdFormat = "{project} {role} {member}",
        },
        new()
        {
            Token = ResourceTypes.WorkloadIdentityPool, Noun = "identity pool", TerraformTypes = ["google_iam_workload_identity_pool"],
            NameField = "workloadIdentityPoolId", ReplaceFields = ["workloadIdentityPoolId", "project"], IdFormat = Pool, Names = PoolNames,
            DaysUntilReusable = 30, LostWithObject = "its id cannot be used again for about 30 days",
        },
        new()
        {
            Token = ResourceTypes.WorkloadIdentityPoolProvider, Noun = "identity provider", TerraformTypes = ["google_iam_workload_identity_pool_provider"],
            NameField = "workloadIdentityPoolProviderId", ReplaceFields = ["workloadIdentityPoolId", "workloadIdentityPoolProviderId", "project"],
            IdFormat = Pool + "/providers/{workloadIdentityPoolProviderId}", Names = PoolNames,
            ParentType = ResourceTypes.WorkloadIdentityPool, ParentFormat = Pool,
            DaysUntilReusable = 30, LostWithObject = "its id cannot be used again for about 30 days",
        },
        new()
        {
            Token = ResourceTypes.Bucket, Noun = "bucket", TerraformTypes = ["google_storage_bucket"],
            NameField = "name", ReplaceFields = ["name", "location", "project"], IdFormat = "{name}",
            Names = new(3, 222, "[a-z0-9][-a-z0-9_.]*[a-z0-9]", "lower-case letters, digits, '-', '_' and '.', from a letter or digit to one"),
            LostWithObject = "its objects are gone",
        },
    ];

    private static readonly FrozenDictionary<string, ResourceTypeSchema> ByName = All
        .SelectMany(s => s.TerraformTypes.Append(s.Token).Select(n => KeyValuePair.Create(n, s)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is known of a type, by its Pulumi token or its Terraform name; null where nothing is.</summary>
    public static ResourceTypeSchema? Find(string type) => ByName.GetValueOrDefault(type);

    /// <summary>What is known of a type, or what is supposed of one that is not known: it is named by <c>name</c>, which forces replacement.</summary>
    public static ResourceTypeSchema For(string type) => Find(type) ?? new ResourceTypeSchema
    {
        Token = type, Noun = type, NameField = "name", ReplaceFields = ["name"], IdFormat = Project + "/" + type + "/{name}",
    };

    /// <summary>The Pulumi token of a type given as a token or a Terraform name; the type itself where nothing is known of it.</summary>
    public static string TokenOf(string type) => Find(type)?.Token ?? type;
}
