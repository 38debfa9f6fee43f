using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Rewriter.Deployment;

namespace Stacks;

/// <summary>
/// A Django product on Cloud Run that became Pult. What carries the product's name has one per generation; the project,
/// the registry, the deployer's account and the identity pool are shared and never change.
/// </summary>
public sealed class OrderFlow : StackProgram
{
    private const string Region = "us-central1";
    private const string Deployer = "orderflow-tf-deployer";
    private const string Pool = "github-actions-pool";

    // Cloud Run's default identity: the stack grants it what it needs and does not make it.
    private const string Runtime = "serviceAccount:845120451220-compute@developer.gserviceaccount.com";

    private static readonly ImmutableArray<(string Key, string Name, string Variable)> SecretNames =
    [
        ("django_secret_key", "django-secret-key", "DJANGO_SECRET_KEY"),
        ("database_url", "database-url", "DATABASE_URL"),
        ("telegram_bot_token", "telegram-bot-token", "TELEGRAM_BOT_TOKEN"),
    ];

    /// <inheritdoc/>
    public override string Name => "orderflow";

    /// <inheritdoc/>
    public override ImmutableArray<string> Generations => ["orderflow", "pult"];

    /// <inheritdoc/>
    public override string Project => "orderflow-451220";

    /// <inheritdoc/>
    protected override IEnumerable<StackResource> Define(string generation)
    {
        var labels = StackMap.Of(("app", generation), ("name_prefix", generation + "-prod"));
        return [.. Shared(), .. SecretNames.SelectMany(s => Secrets(generation, s.Key, s.Name, labels)), Service(generation, labels), Job(generation, labels)];
    }

    private static IEnumerable<StackResource> Shared() =>
    [
        new ArtifactRegistryRepository { Address = "google_artifact_registry_repository.docker", Role = "registry", LogicalName = "docker", RepositoryId = "my-repo", Location = Region },
        new ServiceAccount { Address = "google_service_account.terraform_deployer", Role = "deployer-account", LogicalName = "terraform-deployer", AccountId = Deployer, DisplayName = "Terraform deployer" },
        new WorkloadIdentityPool { Address = "google_iam_workload_identity_pool.github_actions", Role = "identity-pool", LogicalName = "github-actions-pool", PoolId = Pool, DisplayName = "GitHub Actions" },
        new WorkloadIdentityPoolProvider
        {
            Address = "google_iam_workload_identity_pool_provider.github_actions", Role = "identity-provider", LogicalName = "github-actions-provider",
            PoolId = Pool, ProviderId = "github-actions-provider", AttributeCondition = "assertion.repository == \"example-org/orderflow\"",
            Options = new ResourceOptions { DependsOn = ["google_iam_workload_identity_pool.github_actions"] },
        },
    ];

    private static IEnumerable<StackResource> Secrets(string generation, string key, string name, StackMap labels)
    {
        var secret = $"{generation}-{name}";
        var container = $"google_secret_manager_secret.app[\"{key}\"]";
        var needsContainer = new ResourceOptions { DependsOn = [container] };
        return
        [
            new Secret { Address = container, Role = "secret", LogicalName = name, SecretId = secret, Labels = labels },
            new SecretVersion { Address = VersionAddress(key), Role = "secret-version", LogicalName = name + "-version", SecretId = secret, ValueFrom = key, Options = needsContainer },
            new SecretIamMember { Address = MemberAddress(key), Role = "secret-reader", LogicalName = name + "-reader", SecretId = secret, Member = Runtime, Options = needsContainer },
        ];
    }

    private static CloudRunService Service(string generation, StackMap labels) => new()
    {
        Address = "google_cloud_run_v2_service.app", Role = "service", LogicalName = "app",
        Name = generation + "-app", Location = Region, Labels = labels, DeletionProtection = false,
        Container = Container(generation) with { Port = 8080 },
        Options = Running(CloudRunService.ImagePath),
    };

    private static CloudRunJob Job(string generation, StackMap labels) => new()
    {
        Address = "google_cloud_run_v2_job.migrate", Role = "migrate-job", LogicalName = "migrate",
        Name = generation + "-migrate", Location = Region, Labels = labels, DeletionProtection = false,
        Container = Container(generation) with { Command = ["python", "manage.py", "migrate", "--noinput"] },
        Options = Running(CloudRunJob.ImagePath),
    };

    private static CloudRunContainer Container(string generation) => new()
    {
        Image = "us-central1-docker.pkg.dev/orderflow-451220/my-repo/app:latest",
        Environment = [("DJANGO_SETTINGS_MODULE", "config.settings.prod")],
        Secrets = [.. SecretNames.Select(s => (s.Variable, $"{generation}-{s.Name}"))],
    };

    // Images are deployed by the workflow, beside the stack.
    private static ResourceOptions Running(string imagePath) => new()
    {
        DependsOn = [.. SecretNames.SelectMany(s => new[] { VersionAddress(s.Key), MemberAddress(s.Key) })],
        IgnoreChanges = [imagePath],
    };

    private static string VersionAddress(string key) => $"google_secret_manager_secret_version.app[\"{key}\"]";

    private static string MemberAddress(string key) => $"google_secret_manager_secret_iam_member.runtime[\"{key}\"]";

    [ModuleInitializer]
    internal static void Register() => StackPrograms.Register(new OrderFlow());
}
