using System.Text.Json;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>When a rollout counts as arrived.</summary>
public sealed class RolloutStateTests
{
    private const string Expected = "2222222222222222222222222222222222222222";
    private const string Earlier = "1111111111111111111111111111111111111111";

    [Theory]
    [InlineData(true, "Synced", "Healthy", Expected, "Succeeded")]
    [InlineData(false, "Synced", "Healthy", Earlier, "Succeeded")]
    [InlineData(false, "OutOfSync", "Healthy", Expected, "Succeeded")]
    [InlineData(false, "Synced", "Progressing", Expected, "Succeeded")]
    [InlineData(false, "Synced", "Healthy", Expected, "Running")]
    public void An_application_has_arrived_only_with_the_expected_revision_synced_and_healthy(bool arrived, string sync, string health, string revision, string operation)
    {
        var json = Parse($$"""{"status":{"sync":{"status":"{{sync}}","revision":"{{revision}}"},"health":{"status":"{{health}}"},"operationState":{"phase":"{{operation}}"} } }""");
        Assert.Equal(arrived, RolloutState.OfApplication(json).Runs(Expected));
    }

    [Fact]
    public void An_application_of_several_sources_has_arrived_where_one_of_them_has()
    {
        var json = Parse($$"""{"status":{"sync":{"status":"Synced","revisions":["{{Earlier}}","{{Expected}}"]},"health":{"status":"Healthy"} } }""");
        Assert.True(RolloutState.OfApplication(json).Runs(Expected));
    }

    [Theory]
    [InlineData(true, 2, 2, 2, 3, Expected)]
    [InlineData(false, 1, 2, 2, 3, Expected)]
    [InlineData(false, 2, 1, 2, 3, Expected)]
    [InlineData(false, 2, 2, 3, 3, Expected)]
    [InlineData(false, 2, 2, 2, 2, Expected)]
    [InlineData(false, 2, 2, 2, 3, Earlier)]
    public void A_deployment_has_arrived_once_all_its_pods_run_the_expected_image(bool arrived, int updated, int available, int all, int observed, string tag)
    {
        var json = Parse($$"""
            {"metadata":{"generation":3},"spec":{"replicas":2,"template":{"spec":{"containers":[{"image":"registry.example.org/web:{{tag}}"}]} } },
             "status":{"updatedReplicas":{{updated}},"availableReplicas":{{available}},"replicas":{{all}},"observedGeneration":{{observed}} } }
            """);
        Assert.Equal(arrived, RolloutState.OfDeployment(json).Runs(Expected));
    }

    [Theory]
    [InlineData("registry.example.org:5000/web:1.2.3", "1.2.3")]
    [InlineData("registry.example.org:5000/web@sha256:77ab", "sha256:77ab")]
    [InlineData("web:1.2.3@sha256:77ab", "1.2.3", "sha256:77ab")]
    [InlineData("registry.example.org:5000/web")]
    public void An_image_is_known_by_its_tag_and_its_digest(string image, params string[] names)
    {
        var json = Parse($$"""{"spec":{"template":{"spec":{"containers":[{"image":"{{image}}"}]} } } }""");
        Assert.Equal(names, RolloutState.OfDeployment(json).Revisions.AsEnumerable());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"status":"x"}""")]
    public void An_answer_of_another_form_is_no_arrival(string json)
    {
        Assert.False(RolloutState.OfApplication(Parse(json)).Runs(Expected));
        Assert.False(RolloutState.OfDeployment(Parse(json)).Runs(Expected));
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
