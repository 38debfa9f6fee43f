using Rewriter.Deployment;
using Stacks;

namespace Rewriter.Tests.Stacks;

public class StackProgramTests
{
    [Fact]
    public void All_stacks_are_found() => Assert.Equal(["mindmirror", "orderflow"], StackPrograms.All.Select(p => p.Name));

    [Fact]
    public void An_unknown_generation_is_refused_with_those_that_are_known() =>
        Assert.Contains("it has orderflow, pult", Assert.Throws<ArgumentException>(() => StackPrograms.Find("orderflow")!.Describe("new")).Message, StringComparison.Ordinal);

    [Fact]
    public void Addresses_roles_and_logical_names_are_the_same_in_every_generation()
    {
        foreach (var program in StackPrograms.All)
        {
            var shapes = program.Generations.Select(g => string.Join('\n', program.Describe(g).Resources.Select(r => $"{r.Address} {r.Role} {r.Type} {r.LogicalName}")));
            Assert.Single(shapes.Distinct());
        }
    }

    [Fact]
    public void Every_name_meets_its_types_limits_and_every_dependency_is_declared()
    {
        foreach (var stack in StackPrograms.All.SelectMany(p => p.Generations.Select(p.Describe)))
        {
            Assert.Equal(stack.Resources.Length, stack.Resources.Select(r => r.LogicalName).Distinct().Count());
            foreach (var resource in stack.Resources)
            {
                if (resource.PhysicalName is { } name) Assert.Null(NameLimits.Check(resource.Type, name));
                Assert.All(resource.Options.DependsOn, d => Assert.NotNull(stack.Find(d)));
            }
        }
    }

    [Fact]
    public void What_is_shared_keeps_its_name_and_the_rest_takes_the_generations()
    {
        static IEnumerable<string> Names(string generation) => StackPrograms.Find("orderflow")!.Describe(generation).Resources.Select(r => r.PhysicalName).OfType<string>();

        Assert.Equal(["github-actions-pool", "github-actions-provider", "my-repo", "orderflow-tf-deployer"], Names("orderflow").Intersect(Names("pult")).Order());
        Assert.Equal(["pult-app", "pult-database-url", "pult-django-secret-key", "pult-migrate", "pult-telegram-bot-token"], Names("pult").Except(Names("orderflow")).Order());
    }

    [Theory]
    [InlineData("google_artifact_registry_repository.docker", "projects/orderflow-451220/locations/us-central1/repositories/my-repo")]
    [InlineData("google_secret_manager_secret.app[\"django_secret_key\"]", "projects/orderflow-451220/secrets/pult-django-secret-key")]
    [InlineData("google_service_account.terraform_deployer", "projects/orderflow-451220/serviceAccounts/orderflow-tf-deployer@orderflow-451220.iam.gserviceaccount.com")]
    [InlineData("google_iam_workload_identity_pool.github_actions", "projects/orderflow-451220/locations/global/workloadIdentityPools/github-actions-pool")]
    [InlineData("google_iam_workload_identity_pool_provider.github_actions", "projects/orderflow-451220/locations/global/workloadIdentityPools/github-actions-pool/providers/github-actions-provider")]
    [InlineData("google_cloud_run_v2_service.app", "projects/orderflow-451220/locations/us-central1/services/pult-app")]
    [InlineData("google_secret_manager_secret_iam_member.runtime[\"database_url\"]", "projects/orderflow-451220/secrets/pult-database-url roles/secretmanager.secretAccessor serviceAccount:845120451220-compute@developer.gserviceaccount.com")]
    public void Import_ids_are_those_of_the_provider(string address, string id) =>
        Assert.Equal(id, StackPrograms.Find("orderflow")!.Describe("pult").Find(address)!.ImportId);

    [Fact]
    public async Task The_parallel_stack_is_nine_to_add_and_nothing_else()
    {
        var program = StackPrograms.Find("mindmirror")!;
        var store = new InMemoryEngineStore();
        EmbeddedSeed.From(program.Describe("manual"), "envs/default").SaveTo(store);

        var preview = await new EmbeddedEngine(store).PreviewAsync(new DeploymentTarget { Desired = program.Describe("auto"), StateKey = "envs/staging" }, default);

        Assert.Equal(new ChangeCounts(0, 0, 0, 0, 9, 0, 0, 0), preview.Counts);
        Assert.Empty(preview.Conflicts);
    }
}
