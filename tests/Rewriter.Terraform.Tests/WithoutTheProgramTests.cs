using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Processes;

namespace Rewriter.Terraform.Tests;

/// <summary>What needs no Terraform: a missing program, and JSON that this machine's program does not write.</summary>
public sealed class WithoutTheProgramTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task A_missing_program_is_one_error_that_names_it_and_the_embedded_engine()
    {
        _box.Main(string.Empty);
        var engine = new TerraformEngine(_box.Options with { Program = "terraform-that-is-not-there" });

        var preview = await engine.PreviewAsync(Sandbox.Target(), CancellationToken.None);
        var outcome = await engine.ApplyAsync(Sandbox.Target(), "x", null, CancellationToken.None);
        var report = await engine.VerifyAsync(Sandbox.Target(), CancellationToken.None);

        foreach (var failure in new[] { preview.Failure, outcome.Failure, report.Failure })
        {
            Assert.Equal(("RW4017", "the program 'terraform-that-is-not-there' is not on PATH"), (failure!.Code, failure.Message));
            Assert.Contains("--engine embedded", failure.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_that_leads_out_of_the_folder_is_refused()
    {
        _box.Main(string.Empty);

        var preview = await _box.Engine.PreviewAsync(Sandbox.Target("../else"), CancellationToken.None);

        Assert.Equal("RW4008", preview.Failure?.Code);
    }

    [Fact]
    public void A_plan_lays_its_files_over_those_below_the_root_only()
    {
        var overlay = new Workspaces.OverlayWorkspace(new Workspaces.MemoryWorkspace());
        overlay.Commit("op", [new Workspaces.FileChange(Text.RepoPath.Parse("infra/main.tf"), null, "x"u8.ToArray()), new Workspaces.FileChange(Text.RepoPath.Parse("infrared.tf"), null, "y"u8.ToArray())]);

        var laid = _box.Options.Over(overlay, "infra").Overlay!().ToList();

        Assert.Equal("main.tf", Assert.Single(laid).Key);
        Assert.Equal("x"u8.ToArray(), laid[0].Value!.Value.ToArray());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_failure()
    {
        var preview = await new TerraformEngine(_box.Options with { Folder = Path.Combine(_box.Top, "nowhere") }).PreviewAsync(Sandbox.Target(), CancellationToken.None);

        Assert.Equal("RW4018", preview.Failure?.Code);
    }

    [Fact]
    public void A_plan_that_is_marked_as_failed_is_a_failure_also_without_a_word() =>
        Assert.Equal("RW4018", Read("""{"resource_changes":[],"errored":true}""").Failure?.Code);

    [Theory]
    [InlineData("terraform_data.a", true)]
    [InlineData("module.m[\"k\"].terraform_data.a[0]", true)]
    [InlineData("module.m", true)]
    [InlineData("terraform_data.a[\"x y\"]", true)]
    [InlineData("terraform_data", false)]
    [InlineData("module.m.", false)]
    [InlineData("a.b\n}\nresource \"x\" \"y\" {", false)]
    [InlineData("terraform_data.a[\"${file(\\\"x\\\")}\"]", false)]
    [InlineData("", false)]
    public void Only_an_address_is_written_into_a_block(string text, bool isAddress) => Assert.Equal(isAddress, GeneratedBlocks.IsAddress(text));

    [Fact]
    public void OpenTofus_forget_and_create_is_both()
    {
        var preview = Read("""{"resource_changes":[{"address":"terraform_data.a","mode":"managed","type":"terraform_data","change":{"actions":["forget","create"],"before":{"id":"1"},"after":{"input":"x"},"after_unknown":{"id":true}}}],"errored":false}""");

        Assert.Equal([CanonicalAction.Forget, CanonicalAction.Create], preview.Changes.Select(c => c.Action));
        Assert.Equal(["1", null], preview.Changes.Select(c => c.PhysicalId));
    }

    [Fact]
    public void An_action_that_nobody_knows_is_a_failure_and_not_nothing()
    {
        var preview = Read("""{"resource_changes":[{"address":"terraform_data.a","mode":"managed","type":"terraform_data","change":{"actions":["evolve"]}}]}""");

        Assert.Equal(("RW4018", "terraform_data.a"), (preview.Failure!.Code, preview.Failure.Address));
    }

    [Fact]
    public void A_known_type_has_the_names_and_the_id_of_the_sdk()
    {
        var preview = Read("""
            {"resource_changes":[{"address":"google_cloud_run_v2_service.app","mode":"managed","type":"google_cloud_run_v2_service","action_reason":"replace_because_cannot_update",
            "change":{"actions":["delete","create"],"replace_paths":[["name"]],
            "before":{"id":"projects/p/locations/l/services/old","name":"old","location":"l","project":"p","deletion_protection":true,"labels":{"my_key":"v"},"template":[{"containers":[{"image":"i","env":[{"name":"N","value_source":[{"secret_key_ref":[{"secret":"s","version":"latest"}]}]}]}]}]},
            "after":{"name":"new","location":"l","project":"p","deletion_protection":true,"labels":{"my_key":"v"},"template":[{"containers":[{"image":"i","env":[{"name":"N","value_source":[{"secret_key_ref":[{"secret":"s","version":"latest"}]}]}]}]}]},
            "after_unknown":{"id":true,"uri":true},"before_sensitive":false,"after_sensitive":false}}]}
            """);

        var change = Assert.Single(preview.Changes);
        Assert.Equal((ResourceTypes.Service, "projects/p/locations/l/services/old", "projects/p/locations/l/services/new"), (change.Type, change.PhysicalId, change.NewPhysicalId));
        Assert.Equal("i", StackDiff.Get(change.After, "template.containers[0].image")?.Text);
        Assert.Equal("v", StackDiff.Get(change.After, "labels.my_key")?.Text);
        Assert.Equal("s", Assert.Single(SecretReferences.In(change.After)));
        Assert.Equal(new PropertyDifference("name", "old", "new", true), Assert.Single(change.Differences));
        Assert.Equal(ConflictKind.DeletionProtected, Assert.Single(preview.Conflicts).Kind);
    }

    [Fact]
    public void What_was_changed_or_deleted_outside_is_drift_and_what_only_moved_is_not()
    {
        using var plan = JsonDocument.Parse("""
            {"resource_drift":[
            {"address":"x.a","mode":"managed","type":"x","change":{"actions":["update"],"before":{"id":"1","size":1},"after":{"id":"1","size":2}}},
            {"address":"x.b","mode":"managed","type":"x","change":{"actions":["delete"],"before":{"id":"2"},"after":null}},
            {"address":"x.c","previous_address":"x.d","mode":"managed","type":"x","change":{"actions":["no-op"],"before":{"id":"3"},"after":{"id":"3"}}}]}
            """);

        var found = new TerraformPlanReader(Sandbox.Target(), null, ConfigurationFacts.None, []).Drift(plan.RootElement).ToList();

        Assert.Equal([(DriftKind.Changed, "x.a", "1"), (DriftKind.Missing, "x.b", "2")], found.Select(f => (f.Kind, f.Address, f.Id!)));
        Assert.Equal(new PropertyDifference("size", StackValue.From(1m), StackValue.From(2m), false), Assert.Single(found[0].Differences));
    }

    [Fact]
    public void A_move_onto_an_occupied_address_is_seen_without_the_programs_warning()
    {
        var state = new EngineState
        {
            Key = "k", Lineage = "l",
            Resources = [new() { Address = "module.a.x.r[\"k\"]", Type = "x", Id = "1" }, new() { Address = "module.b.x.r[\"k\"]", Type = "x", Id = "2" }],
        };
        using var plan = JsonDocument.Parse("""{"resource_changes":[{"address":"module.a.x.r[\"k\"]","mode":"managed","type":"x","change":{"actions":["delete"],"before":{"id":"1"}}}]}""");
        var facts = ConfigurationFacts.None with { Moves = [new("module.a", "module.b")] };

        var preview = new TerraformPlanReader(Sandbox.Target(), state, facts, []).Read(plan.RootElement, []);

        Assert.Equal((ConflictKind.MoveTargetOccupied, "module.b.x.r[\"k\"]"), (preview.Conflicts.Single().Kind, preview.Conflicts[0].Address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(" \n")]
    public void An_empty_state_is_none(string text) => Assert.Null(TerraformStateFile.Read("k", text));

    [Fact]
    public void A_state_gives_module_key_and_id_of_each_instance_and_no_deposed_one()
    {
        const string Text = """
            {"version":4,"serial":7,"lineage":"l","resources":[
            {"module":"module.m[0]","mode":"managed","type":"google_storage_bucket","name":"b","instances":[{"index_key":"x","attributes":{"id":"bucket-x","name":"bucket-x","force_destroy":false}},{"index_key":"y","deposed":"0a","attributes":{"id":"old"}}]},
            {"mode":"data","type":"google_project","name":"p","instances":[{"attributes":{"id":"p"}}]},
            {"mode":"managed","type":"random_password","name":"p","instances":[{"index_key":0,"attributes":{"id":"none","result":"hush"}}]}]}
            """;

        var state = TerraformStateFile.Read("k", Text)!;

        Assert.Equal(("l", 7L), (state.Lineage, state.Serial));
        Assert.Equal(["module.m[0].google_storage_bucket.b[\"x\"]", "random_password.p[0]"], state.Resources.Select(r => r.Address));
        Assert.Equal(("bucket-x", ResourceTypes.Bucket), (state.Resources[0].Id, state.Resources[0].Type));
        Assert.Equal("bucket-x", state.Resources[0].Inputs["name"]?.Text);
        Assert.Empty(state.Resources[1].Inputs);
    }

    [Fact]
    public async Task A_program_that_does_not_listen_is_killed_after_the_grace_period()
    {
        if (OperatingSystem.IsWindows()) return;
        using var cancel = new CancellationTokenSource();
        var request = new ProcessRequest
        {
            Program = "sh", Arguments = ["-c", "trap '' INT; echo ready; while :; do sleep 0.1; done"], Folder = _box.Top, GracePeriod = TimeSpan.FromMilliseconds(200),
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("PATH", Environment.GetEnvironmentVariable("PATH")!),
        };

        var result = await new SystemProcessRunner().RunAsync(request, _ => cancel.Cancel(), cancel.Token);

        Assert.Equal((ProcessEnd.Cancelled, "ready\n"), (result.End, result.Output));
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task A_program_gets_only_the_environment_that_is_given()
    {
        if (OperatingSystem.IsWindows()) return;
        var request = new ProcessRequest
        {
            Program = "env", Folder = _box.Top,
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("PATH", Environment.GetEnvironmentVariable("PATH")!).Add("ONLY", "this"),
        };

        var result = await new SystemProcessRunner().RunAsync(request, null, CancellationToken.None);

        Assert.Equal(["ONLY", "PATH"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=')[0]).Where(n => n is not ("PWD" or "_" or "SHLVL")).Order(StringComparer.Ordinal));
    }

    private static DeploymentPreview Read(string json)
    {
        using var plan = JsonDocument.Parse(json);
        return new TerraformPlanReader(Sandbox.Target(), null, ConfigurationFacts.None, []).Read(plan.RootElement, []);
    }
}
