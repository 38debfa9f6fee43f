using Rewriter.Deployment;
using Stacks;

namespace Rewriter.Pulumi.Tests;

/// <summary>A stack that has each kind of typed declaration once, with all that it can say.</summary>
internal static class EveryDeclaration
{
    private const string Project = "some-project";

    public static StackDescription Describe() => new("every", "one", Project, [.. All().Select(r => r.Declare(Project))]);

    private static IEnumerable<StackResource> All()
    {
        var labels = StackMap.Of(("app", "shop"));
        var container = new CloudRunContainer
        {
            Image = "registry/app:1", Command = ["run", "--now"], Environment = [("PLAIN", "value")], Secrets = [("SECRET", "some-secret")],
        };
        return
        [
            new CloudRunService { Address = "service", Role = "service", LogicalName = "service", Name = "shop", Location = "eu", Container = container with { Port = 8080 }, ServiceAccount = "runner@some-project.iam.gserviceaccount.com", DeletionProtection = true, Labels = labels },
            new CloudRunJob { Address = "job", Role = "job", LogicalName = "job", Name = "migrate", Location = "eu", Container = container, ServiceAccount = "runner@some-project.iam.gserviceaccount.com", DeletionProtection = false, Labels = labels },
            new Secret { Address = "secret", Role = "secret", LogicalName = "secret", SecretId = "some-secret", Labels = labels },
            new SecretVersion { Address = "version", Role = "secret-version", LogicalName = "version", SecretId = "some-secret", ValueFrom = "some_secret" },
            new SecretIamMember { Address = "reader", Role = "secret-reader", LogicalName = "reader", SecretId = "some-secret", Member = "user:a@example.com" },
            new ProjectIamMember { Address = "role", Role = "project-role", LogicalName = "role", Member = "user:a@example.com", IamRole = "roles/run.admin" },
            new ServiceAccountMember { Address = "user", Role = "account-user", LogicalName = "user", AccountId = "some-account", Member = "user:a@example.com", IamRole = "roles/iam.serviceAccountUser" },
            new ArtifactRegistryRepository { Address = "registry", Role = "registry", LogicalName = "registry", RepositoryId = "images", Location = "eu" },
            new ServiceAccount { Address = "account", Role = "account", LogicalName = "account", AccountId = "some-account", DisplayName = "Some account" },
            new WorkloadIdentityPool { Address = "pool", Role = "pool", LogicalName = "pool", PoolId = "some-pool", DisplayName = "Some pool" },
            new WorkloadIdentityPoolProvider { Address = "provider", Role = "provider", LogicalName = "provider", PoolId = "some-pool", ProviderId = "some-provider", AttributeCondition = "assertion.repository == \"a/b\"" },
            new StorageBucket { Address = "bucket", Role = "bucket", LogicalName = "bucket", Name = "some-bucket", Location = "EU", Versioning = true },
        ];
    }
}
