using System.Text.Json.Nodes;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>A rollout that the real kubectl is asked about, which asks a server that answers as a cluster does.</summary>
public sealed class KubectlTests
{
    private const string Application = "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/web";
    private const string Deployment = "/apis/apps/v1/namespaces/shop/deployments/web";
    private const string Earlier = "1111111111111111111111111111111111111111";
    private const string Expected = "2222222222222222222222222222222222222222";

    private const string Migration = """
        migration: release
        why: What runs is what was released.
        phases:
          - id: rollout
            why: The cluster follows by itself.
            steps:
              - { id: synced, kind: wait-rollout, driver: kubectl, app: web, namespace: argocd, revision: "2222222222222222222222222222222222222222", timeout: 1m, interval: 10ms }
              - { id: running, kind: wait-rollout, driver: kubectl, resource: deployment, app: web, namespace: shop, revision: 2.0.0, timeout: 1m, interval: 10ms }
        """;

    [KubectlFact]
    public async Task Both_an_application_and_a_deployment_are_waited_for_until_they_run_what_is_expected()
    {
        await using var cluster = await KubernetesApi.StartAsync();
        using var repository = Repository(cluster);
        cluster.Prepare(Application, ApplicationAt(Earlier, "Synced", "Healthy"), ApplicationAt(Expected, "Synced", "Progressing"), ApplicationAt(Expected, "Synced", "Healthy"));
        cluster.Prepare(
            Deployment,
            KubernetesApi.Refusal(403, "Forbidden", "deployments.apps \"web\" is forbidden: nobody cannot get resource"),
            DeploymentAt("1.9.0", observed: 3, updated: 2, available: 2),
            DeploymentAt("2.0.0", observed: 2, updated: 2, available: 2),
            DeploymentAt("2.0.0", observed: 3, updated: 1, available: 2),
            DeploymentAt("2.0.0", observed: 3, updated: 2, available: 2));

        var done = (await RunAsync(repository, "apply", "rollout")).Expect(0);

        Assert.Equal((3, 5), (cluster.Calls.Count(c => c == Application), cluster.Calls.Count(c => c == Deployment)));
        Assert.Contains("web runs 2222222222", done.Output, StringComparison.Ordinal);
        Assert.Contains("runs 1111111111, Synced, Healthy", done.Errors, StringComparison.Ordinal);
        Assert.Contains("deployments.apps \"web\" is forbidden", done.Errors, StringComparison.Ordinal);
        Assert.Contains("wants registry.example.org/web:2.0.0, 2 of 2 updated, 2 available, not yet seen by its controller", done.Errors, StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task What_does_not_come_in_time_is_inconclusive_and_says_what_kubectl_saw()
    {
        await using var cluster = await KubernetesApi.StartAsync();
        using var repository = Repository(cluster);
        repository.Edit("rewrite.yaml", "timeout: 1m", "timeout: 100ms");

        var late = await RunAsync(repository, "apply", "rollout");
        Assert.Contains("RW3056", late.Errors, StringComparison.Ordinal);
        Assert.Contains("'kubectl get applications.argoproj.io web --namespace argocd -o json' ended with 1", late.Errors, StringComparison.Ordinal);

        cluster.Prepare(Application, ApplicationAt(Expected, "Synced", "Healthy"));
        cluster.Prepare(Deployment, DeploymentAt("2.0.0", observed: 3, updated: 2, available: 2));
        (await RunAsync(repository, "resume")).Expect(0);
    }

    private static ExampleRepository Repository(KubernetesApi cluster)
    {
        var repository = ExampleRepository.Empty();
        repository.Write("rewrite.yaml", Migration);
        repository.Write("home/config", cluster.Configuration);
        return repository;
    }

    // kubectl keeps what it learned of a server below its home.
    private static Task<CommandResult> RunAsync(ExampleRepository repository, params string[] arguments) => RewriteCommand.RunWithAsync(
        repository.Folder, [("KUBECONFIG", repository.PathOf("home/config")), ("HOME", repository.PathOf("home")), ("USERPROFILE", repository.PathOf("home"))], arguments);

    private static JsonObject ApplicationAt(string revision, string sync, string health) => new()
    {
        ["apiVersion"] = "argoproj.io/v1alpha1", ["kind"] = "Application", ["metadata"] = new JsonObject { ["name"] = "web", ["namespace"] = "argocd" },
        ["status"] = new JsonObject { ["sync"] = new JsonObject { ["status"] = sync, ["revision"] = revision }, ["health"] = new JsonObject { ["status"] = health } },
    };

    private static JsonObject DeploymentAt(string tag, int observed, int updated, int available) => new()
    {
        ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["metadata"] = new JsonObject { ["name"] = "web", ["namespace"] = "shop", ["generation"] = 3 },
        ["spec"] = new JsonObject
        {
            ["replicas"] = 2,
            ["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "registry.example.org/web:" + tag }) } },
        },
        ["status"] = new JsonObject { ["observedGeneration"] = observed, ["replicas"] = 2, ["updatedReplicas"] = updated, ["availableReplicas"] = available },
    };
}
