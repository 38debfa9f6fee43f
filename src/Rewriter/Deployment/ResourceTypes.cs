namespace Rewriter.Deployment;

/// <summary>The Pulumi tokens of the types that the engine knows well.</summary>
public static class ResourceTypes
{
    /// <summary>A Cloud Run service.</summary>
    public const string Service = "gcp:cloudrunv2/service:Service";

    /// <summary>A Cloud Run job.</summary>
    public const string Job = "gcp:cloudrunv2/job:Job";

    /// <summary>Who may call a Cloud Run service.</summary>
    public const string ServiceIamMember = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";

    /// <summary>A secret: the container of its versions.</summary>
    public const string Secret = "gcp:secretmanager/secret:Secret";

    /// <summary>A version of a secret: a value.</summary>
    public const string SecretVersion = "gcp:secretmanager/secretVersion:SecretVersion";

    /// <summary>Who may read a secret.</summary>
    public const string SecretIamMember = "gcp:secretmanager/secretIamMember:SecretIamMember";

    /// <summary>A registry of images or packages.</summary>
    public const string Repository = "gcp:artifactregistry/repository:Repository";

    /// <summary>A service account.</summary>
    public const string ServiceAccount = "gcp:serviceaccount/account:Account";

    /// <summary>Who may act as a service account.</summary>
    public const string ServiceAccountIamMember = "gcp:serviceaccount/iAMMember:IAMMember";

    /// <summary>A role of the project, granted to somebody.</summary>
    public const string ProjectIamMember = "gcp:projects/iAMMember:IAMMember";

    /// <summary>A pool of identities from outside.</summary>
    public const string WorkloadIdentityPool = "gcp:iam/workloadIdentityPool:WorkloadIdentityPool";

    /// <summary>A provider of such identities.</summary>
    public const string WorkloadIdentityPoolProvider = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";

    /// <summary>A storage bucket.</summary>
    public const string Bucket = "gcp:storage/bucket:Bucket";
}
