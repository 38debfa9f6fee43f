using Rewriter.Deployment;

namespace Rewriter.Terraform.Tests;

/// <summary>Each way in which a plan can treat a resource, with the real program.</summary>
public sealed class PlanCaseTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [TerraformFact]
    public async Task A_new_resource_is_created_and_then_there_is_nothing_to_do()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"x\"\n}\n");

        var preview = await _box.PreviewAsync();
        var outcome = await _box.ApplyAsync();
        var again = await _box.PreviewAsync();

        Assert.Equal((string.Empty, 0L, 0), (preview.Lineage, preview.Serial, preview.PriorResources));
        var change = Assert.Single(preview.Changes);
        Assert.Equal((CanonicalAction.Create, "terraform_data.a", "terraform_data"), (change.Action, change.Address, change.Type));
        Assert.Equal(new PropertyDifference("input", null, "x", false), Assert.Single(change.Differences));
        Assert.Equal(DeploymentStatus.Succeeded, outcome.Status);
        Assert.Equal(CanonicalAction.NoOp, Assert.Single(again.Changes).Action);
        Assert.Equal(outcome.Lineage, again.Lineage);
        Assert.Equal(outcome.Serial, again.Serial);
        Assert.Equal(1, again.PriorResources);
    }

    [TerraformFact]
    public async Task A_resource_that_only_moves_is_a_move_although_the_program_counts_nothing()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"x\"\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"b\" {\n  input = \"x\"\n}\n");
        var target = Sandbox.Target() with { Moves = [new ResourceMove("terraform_data.a", "terraform_data.b")] };

        var preview = await _box.PreviewAsync(target);
        var outcome = await _box.ApplyAsync(target);
        var again = await _box.PreviewAsync(target);

        var change = Assert.Single(preview.Changes);
        Assert.Equal((CanonicalAction.Move, "terraform_data.b", "terraform_data.a"), (change.Action, change.Address, change.PreviousAddress));
        Assert.Equal(CanonicalAction.Move, Assert.Single(outcome.Applied).Action);
        Assert.Equal(CanonicalAction.NoOp, Assert.Single(again.Changes).Action);
    }

    [TerraformFact]
    public async Task A_changed_property_is_an_update_with_its_difference()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = { name = \"x\", n = 1 }\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = { name = \"y\", n = 1 }\n}\n");

        var change = Assert.Single((await _box.PreviewAsync()).Changes);

        Assert.Equal(CanonicalAction.Update, change.Action);
        Assert.Contains(new PropertyDifference("input.name", "x", "y", false), change.Differences);
        Assert.DoesNotContain(change.Differences, d => d.Path == "input.n");
        Assert.NotNull(change.PhysicalId);
    }

    [TerraformFact]
    public async Task A_forced_replacement_says_what_forces_it_and_that_it_deletes_first()
    {
        _box.Main(Triggered("x", createFirst: false));
        await _box.ApplyAsync();
        _box.Main(Triggered("y", createFirst: false));

        var change = Assert.Single((await _box.PreviewAsync()).Changes);

        Assert.Equal((CanonicalAction.Replace, ReplaceOrder.DeleteFirst), (change.Action, change.Order));
        Assert.Contains(new PropertyDifference("triggers_replace[0]", "x", "y", true), change.Differences);
        Assert.Equal("a property that differs cannot be changed in place", change.Reason);
    }

    [TerraformFact]
    public async Task Create_before_destroy_is_a_replacement_that_creates_first()
    {
        _box.Main(Triggered("x", createFirst: true));
        await _box.ApplyAsync();
        _box.Main(Triggered("y", createFirst: true));

        var outcome = await _box.ApplyAsync();

        var change = Assert.Single(outcome.Applied);
        Assert.Equal((CanonicalAction.Replace, ReplaceOrder.CreateFirst), (change.Action, change.Order));
        Assert.NotEqual(change.PhysicalId, change.NewPhysicalId);
    }

    [TerraformFact]
    public async Task A_forget_drops_the_entry_and_no_file_of_it_stays_in_the_users_folder()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"b\" {}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        var target = Sandbox.Target() with { Forgets = ["terraform_data.b"] };

        var preview = await _box.PreviewAsync(target);
        var outcome = await _box.ApplyAsync(target);

        Assert.Equal(CanonicalAction.Forget, preview.Changes.Single(c => c.Address == "terraform_data.b").Action);
        Assert.Equal(0, preview.Counts.Delete);
        Assert.Equal(CanonicalAction.Forget, Assert.Single(outcome.Applied).Action);
        Assert.Equal(["terraform_data.a"], (await _box.StateAsync())!.Resources.Select(r => r.Address));
        Assert.Equal(["main.tf", "states/app/prod/default.tfstate", "states/app/prod/default.tfstate.backup"], _box.FilesInFolder());
    }

    [TerraformFact]
    public async Task An_instance_is_not_forgotten_by_a_block_while_another_stays()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  for_each = toset([\"x\", \"y z\"])\n}\n");
        await _box.ApplyAsync();

        var one = await _box.PreviewAsync(Sandbox.Target() with { Forgets = ["terraform_data.a[\"y z\"]"] });
        _box.Main(string.Empty);
        var all = await _box.PreviewAsync(Sandbox.Target() with { Forgets = ["terraform_data.a[\"x\"]", "terraform_data.a[\"y z\"]"] });

        Assert.Equal("RW4014", one.Failure?.Code);
        Assert.Equal(2, all.Counts.Forget);
    }

    [TerraformFact]
    public async Task An_import_of_the_same_is_an_import_and_so_is_one_with_differences()
    {
        _box.Main("resource \"terraform_data\" \"same\" {}\nresource \"terraform_data\" \"other\" {\n  input = \"w\"\n}\n");
        var target = Sandbox.Target() with { Imports = [new ResourceImport("terraform_data.same", "id-1"), new ResourceImport("terraform_data.other", "id-${2}")] };

        var preview = await _box.PreviewAsync(target);
        var outcome = await _box.ApplyAsync(target);
        var again = await _box.PreviewAsync(target);

        Assert.Equal(new ChangeCounts(0, 0, 2, 0, 0, 0, 0, 0), preview.Counts);
        Assert.Equal(["id-${2}", "id-1"], preview.Changes.Select(c => c.PhysicalId));
        Assert.Empty(preview.Changes.Single(c => c.Address == "terraform_data.same").Differences);
        Assert.Contains(new PropertyDifference("input", null, "w", false), preview.Changes.Single(c => c.Address == "terraform_data.other").Differences);
        Assert.Equal(2, outcome.Applied.Length);
        Assert.True(again.Counts.IsNothing);
    }

    [TerraformFact]
    public async Task A_resource_whose_making_failed_is_applied_as_tainted_and_replaced_next_time()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"exit 3\"\n  }\n}\n");
        var events = new Recorder();

        var outcome = await _box.ApplyAsync(progress: events);
        var next = await _box.PreviewAsync();

        Assert.Equal((DeploymentStatus.Failed, "RW4018", "terraform_data.a"), (outcome.Status, outcome.Failure!.Code, outcome.Failure.Address));
        Assert.Contains("exit status 3", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Equal("making the object failed halfway (tainted)", Assert.Single(outcome.Applied).Reason);
        Assert.Contains(events.Seen, e => e is { Kind: DeploymentEventKind.Failed, Address: "terraform_data.a", Action: CanonicalAction.Create });
        var change = Assert.Single(next.Changes);
        Assert.Equal((CanonicalAction.Replace, "making the object failed halfway (tainted)"), (change.Action, change.Reason));
    }

    [TerraformFact]
    public async Task A_protected_resource_is_a_conflict_although_the_plan_is_written()
    {
        const string Protected = "  lifecycle {\n    prevent_destroy = true\n  }\n}\n";
        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"x\"]\n" + Protected);
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"y\"]\n" + Protected);

        var preview = await _box.PreviewAsync();
        var outcome = await _box.Engine.ApplyAsync(Sandbox.Target(), preview.Digest, null, CancellationToken.None);

        Assert.Null(preview.Failure);
        Assert.Equal(CanonicalAction.Replace, Assert.Single(preview.Changes).Action);
        Assert.True(preview.Changes[0].Protected);
        Assert.Equal((ConflictKind.Protected, "terraform_data.a"), (preview.Conflicts.Single().Kind, preview.Conflicts[0].Address));
        Assert.Equal((DeploymentStatus.Refused, "RW4005"), (outcome.Status, outcome.Failure!.Code));
    }

    [TerraformFact]
    public async Task A_secret_value_never_leaves_the_engine()
    {
        _box.Main("variable \"token\" {\n  sensitive = true\n}\nresource \"terraform_data\" \"a\" {\n  input = { open = \"o\", closed = var.token }\n}\n");
        _box.Options = _box.Options with { SecretVariables = _box.Options.SecretVariables.Add("token", "hush-1") };
        var made = await _box.ApplyAsync();
        _box.Options = _box.Options with { SecretVariables = _box.Options.SecretVariables.SetItem("token", "hush-2") };

        var preview = await _box.PreviewAsync();

        var difference = Assert.Single(Assert.Single(preview.Changes).Differences, d => d.Path == "input.closed");
        Assert.Equal(new PropertyDifference("input.closed", "(secret)", "(secret)", false), difference);
        Assert.DoesNotContain("hush", DeploymentJson.Write(preview), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", DeploymentJson.Write(made), StringComparison.Ordinal);
    }

    [TerraformFact]
    public async Task A_broken_configuration_is_one_failure_with_the_programs_words()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = local.nowhere\n}\n");

        var preview = await _box.PreviewAsync();

        Assert.Equal("RW4018", preview.Failure?.Code);
        Assert.Contains("nowhere", preview.Failure!.Message, StringComparison.Ordinal);
    }

    [TerraformFact]
    public async Task A_preview_writes_nothing_into_the_folder()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");

        await _box.PreviewAsync();

        Assert.Equal(["main.tf"], _box.FilesInFolder());
    }

    private static string Triggered(string value, bool createFirst) =>
        $"resource \"terraform_data\" \"a\" {{\n  triggers_replace = [\"{value}\"]\n  lifecycle {{\n    create_before_destroy = {(createFirst ? "true" : "false")}\n  }}\n}}\n";
}
