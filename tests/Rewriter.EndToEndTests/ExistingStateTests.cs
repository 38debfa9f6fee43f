using System.Text.Json;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>Stacks that are previewed against a file of the state that another tool keeps, through the built command.</summary>
public sealed class ExistingStateTests
{
    private const string Migration = """
        migration: shop
        why: a test
        generations: [orderflow, pult]
        roles:
          service:
            type: gcp:cloudrunv2/service:Service
            names: { orderflow: orderflow-app, pult: pult-app }
          state-path:
            names: { orderflow: shop/orderflow, pult: shop/pult }
        stacks:
          prod:
            describe: infra/stack-{generation}.json
            stateRole: state-path
            existing: { terraformShow: "infra/state-{generation}.json" }
        rules:
          - { id: names, why: the new name, roles: [service], files: [deploy.sh] }
        phases:
          - id: as-it-is
            why: nothing may change
            generation: orderflow
            steps:
              - { id: look, kind: preview, assert: { keep: 1, delete: 5 } }
          - id: beside
            why: a second set
            generation: pult
            needs: []
            steps:
              - { id: names, kind: rewrite }
              - { id: make, kind: apply, beside: orderflow }
        """;

    [Fact]
    public async Task A_phase_previews_against_the_state_of_another_tool_and_shows_no_secret_of_it()
    {
        using var shop = Shop();
        var start = shop.Tree();

        var text = (await shop.RunAsync("preview", "as-it-is")).Expect(1).Output;
        var outputs = text;
        foreach (var format in new[] { "json", "markdown", "html" }) outputs += (await shop.RunAsync("preview", "as-it-is", "--format", format)).Expect(1).Output;
        outputs += (await shop.RunAsync("plan", "as-it-is", "--json")).Output + (await shop.RunAsync("plan", "beside")).Output + (await shop.RunAsync("scan", "--json")).Output;
        var applied = await shop.RunAsync("apply", "as-it-is");
        outputs += applied.Output + applied.Errors + shop.Read(".rewrite/ledger.jsonl");

        Assert.Contains("google_cloud_run_v2_service.app", text, StringComparison.Ordinal);
        Assert.Contains("H24", text, StringComparison.Ordinal);
        Assert.Contains("'infra/state-orderflow.json' holds 2 secret values in plain text.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("t0psecret", outputs, StringComparison.Ordinal);
        Assert.DoesNotContain("k3y-in-the-open", outputs, StringComparison.Ordinal);
        Assert.Contains("it is the state that another tool keeps", outputs, StringComparison.Ordinal);
        Assert.Equal(start, shop.Tree());
        Assert.False(Directory.Exists(shop.PathOf(".rewrite/engine")));
    }

    [Fact]
    public async Task An_apply_is_refused_before_anything_is_touched_and_says_which_engine_can()
    {
        using var shop = Shop();
        (await shop.RunAsync("apply", "as-it-is")).Expect(0);
        var start = shop.Tree();

        var plan = (await shop.RunAsync("plan", "beside")).Expect(1);
        var refused = (await shop.RunAsync("apply", "beside")).Expect(2);

        Assert.Contains("shop/pult: 1 to create", plan.Output, StringComparison.Ordinal);
        Assert.Contains("error RW4041: stack 'prod' is previewed against a file of the state that another tool keeps", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("--engine terraform", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(start, shop.Tree());
    }

    [Theory]
    [InlineData("{\n  \"format_version\": ", "infra/state-orderflow.json(2,21): error RW4039: the state of stack 'prod' cannot be read from this file: this is not valid JSON")]
    [InlineData("{ \"version\": 4, \"lineage\": \"l\" }", "infra/state-orderflow.json: error RW4039: the state of stack 'prod' cannot be read from this file: this is a state file")]
    [InlineData("\0\0", "infra/state-orderflow.json: error RW0003")]
    [InlineData(null, "infra/state-orderflow.json: error RW4039: the state of stack 'prod' cannot be read from this file: there is no such file")]
    public async Task A_file_that_is_no_state_is_refused_with_its_place(string? text, string error)
    {
        using var shop = Shop();
        if (text is null) File.Delete(shop.PathOf("infra/state-orderflow.json"));
        else shop.Write("infra/state-orderflow.json", text);

        var refused = (await shop.RunAsync("preview", "as-it-is")).Expect(2);
        (await shop.RunAsync("scan")).Expect(0);

        Assert.Contains(error, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_out_of_the_repository_is_not_followed()
    {
        if (OperatingSystem.IsWindows()) return; // Links need a privilege there.
        using var shop = Shop();
        using var outside = ExampleRepository.Empty();
        File.Move(shop.PathOf("infra/state-orderflow.json"), outside.PathOf("state.json"));
        File.CreateSymbolicLink(shop.PathOf("infra/state-orderflow.json"), outside.PathOf("state.json"));

        Assert.Contains("RW0004", (await shop.RunAsync("preview", "as-it-is")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_played_through_on_files_is_no_part_of_the_system_that_the_other_tool_keeps()
    {
        using var played = Shop();
        played.Edit("rewrite.yaml", "existing: {", "# existing: {");
        File.Delete(played.PathOf("infra/state-orderflow.json"));
        played.Edit("rewrite.yaml", ", beside: orderflow", string.Empty);
        (await played.RunAsync("apply", "beside")).Expect(0);
        using var shop = Shop();
        ExampleRepository.CopyFolder(played.PathOf(".rewrite/engine"), shop.PathOf(".rewrite/engine"));

        Assert.Contains("+ create   google_cloud_run_v2_service.app", (await shop.RunAsync("preview", "beside")).Expect(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_stacks_that_share_the_state_are_refused()
    {
        using var shop = Shop();
        shop.Edit("rewrite.yaml", "rules:", "  other:\n    describe: infra/stack-{generation}.json\n    stateRole: state-path\nrules:");
        shop.Edit("rewrite.yaml", "kind: preview,", "kind: preview, stack: prod,");
        shop.Edit("rewrite.yaml", "kind: apply,", "kind: apply, stack: prod,");

        Assert.Contains("RW4022", (await shop.RunAsync("preview", "as-it-is")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_changed_since_a_plan_makes_the_plan_stale()
    {
        using var shop = Shop();
        (await shop.RunAsync("plan", "as-it-is", "--out", "look.plan.json")).Expect(1);
        shop.Edit("infra/state-orderflow.json", "\"generation\": \"3\"", "\"generation\": \"4\"");

        var stale = (await shop.RunAsync("apply", "as-it-is", "--plan", "look.plan.json")).Expect(2);

        Assert.Contains("a state (step 'look' would do other things)", stale.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_of_pulumi_is_previewed_against_as_well()
    {
        using var shop = Shop();
        File.Delete(shop.PathOf("infra/state-orderflow.json"));
        shop.Edit("rewrite.yaml", "terraformShow: \"infra/state-{generation}.json\"", "pulumiExport: \"infra/{state}.export.json\"");
        shop.Edit("rewrite.yaml", "keep: 1, delete: 5", "keep: 1, delete: 0");
        shop.Write("infra/shop/orderflow.export.json", """
            {"version":3,"deployment":{"manifest":{"time":"2026-01-02T03:04:05Z"},"resources":[
            {"urn":"urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod","custom":false,"type":"pulumi:pulumi:Stack"},
            {"urn":"urn:pulumi:prod::shop::gcp:cloudrunv2/service:Service::app","custom":true,"id":"projects/shop-1/locations/europe-west1/services/orderflow-app","type":"gcp:cloudrunv2/service:Service",
            "inputs":{"name":"orderflow-app","location":"europe-west1","deletionProtection":true,"project":"shop-1"}}]}}
            """);

        var preview = (await shop.RunAsync("preview", "as-it-is")).Expect(0).Output;

        Assert.Contains("google_cloud_run_v2_service.app", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("H24", preview, StringComparison.Ordinal);
    }

    // The service of the fixture, described by the names of each generation; what else the state holds nobody describes.
    private static ExampleRepository Shop()
    {
        var shop = ExampleRepository.Empty();
        shop.Write("rewrite.yaml", Migration);
        shop.Write("deploy.sh", "gcloud run deploy orderflow-app\n");
        shop.Write("infra/state-orderflow.json", File.ReadAllText(Path.Combine(ExampleRepository.ProjectRoot, "tests", "Rewriter.Terraform.Tests", "Fixtures", "shop.show.json")));
        foreach (var generation in new[] { "orderflow", "pult" })
        {
            shop.Write($"infra/stack-{generation}.json", JsonSerializer.Serialize(new
            {
                name = "shop", generation, project = "shop-1",
                resources = new[]
                {
                    new { address = "google_cloud_run_v2_service.app", role = "service", type = "gcp:cloudrunv2/service:Service", logicalName = "app", physicalName = $"{generation}-app", inputs = new { name = $"{generation}-app", location = "europe-west1" } },
                },
            }));
        }

        return shop;
    }
}
