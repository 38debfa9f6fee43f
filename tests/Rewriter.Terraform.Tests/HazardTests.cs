using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;

namespace Rewriter.Terraform.Tests;

/// <summary>Hazards as they show through previews and states of the real program: each triggered once and cleared once.</summary>
public sealed class HazardTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [TerraformFact]
    public async Task H1_an_empty_state_beside_a_full_one()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        await _box.ApplyAsync();

        Assert.Contains("H1", await FindAsync(Sandbox.Target("app/other")));
        Assert.DoesNotContain("H1", await FindAsync(Sandbox.Target("app/other"), beside: "app/prod"));
        Assert.DoesNotContain("H1", await FindAsync(Sandbox.Target()));
    }

    [TerraformFact]
    public async Task H2_a_forced_copy_onto_another_lineage()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        await _box.ApplyAsync();
        await _box.ApplyAsync(Sandbox.Target("app/other"));
        var states = await new TerraformStates(_box.Options).ReadAsync(["app/prod", "app/other", "app/none"], CancellationToken.None);

        Assert.Equal(2, states.Length);
        Assert.Contains("H2", Ids(new HazardContext { States = states, Transfers = [new StateTransfer("app/prod", "app/other", Force: true)] }));
        Assert.DoesNotContain("H2", Ids(new HazardContext { States = states, Transfers = [new StateTransfer("app/prod", "app/none", Force: true)] }));
    }

    [TerraformFact]
    public async Task H3_one_object_in_two_states()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        await _box.ApplyAsync();
        var id = (await _box.StateAsync())!.Resources.Single().Id;

        var shared = Sandbox.Target("app/other") with { Imports = [new ResourceImport("terraform_data.a", id)] };

        Assert.Contains("H3", await FindAsync(shared));
        Assert.DoesNotContain("H3", await FindAsync(shared with { Imports = [new ResourceImport("terraform_data.a", "another")] }));
    }

    [TerraformFact]
    public async Task H4_a_plan_for_another_backend()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        var then = await _box.Engine.BackendAsync("app/prod", CancellationToken.None);
        var now = await _box.Engine.BackendAsync("app/other", CancellationToken.None);

        Assert.Equal("local:" + _box.StatePath(), then);
        Assert.Contains("H4", Ids(new HazardContext { SavedPlans = [new SavedPlan("p", then, now)] }));
        Assert.DoesNotContain("H4", Ids(new HazardContext { SavedPlans = [new SavedPlan("p", then, then)] }));
    }

    [TerraformFact]
    public async Task H5_a_label_renamed_without_a_move()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = { name = \"x\", size = 3 }\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"b\" {\n  input = { name = \"x\", size = 3 }\n}\n");

        Assert.Contains("H5", await FindAsync(Sandbox.Target()));
        Assert.DoesNotContain("H5", await FindAsync(Sandbox.Target() with { Moves = [new ResourceMove("terraform_data.a", "terraform_data.b")] }));
    }

    [TerraformFact]
    public async Task H6_a_protection_that_stands_at_the_new_label_only()
    {
        const string Protected = "  lifecycle {\n    prevent_destroy = true\n  }\n}\n";
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"x\"\n" + Protected);
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"b\" {\n  input = \"x\"\n" + Protected);

        Assert.Contains("H6", await FindAsync(Sandbox.Target()));
        Assert.DoesNotContain("H6", await FindAsync(Sandbox.Target() with { Moves = [new ResourceMove("terraform_data.a", "terraform_data.b")] }));
    }

    [TerraformFact]
    public async Task H7_a_move_onto_an_occupied_address()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"x\"\n}\nresource \"terraform_data\" \"b\" {\n  input = \"y\"\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"b\" {\n  input = \"y\"\n}\n");
        var onto = Sandbox.Target() with { Moves = [new ResourceMove("terraform_data.a", "terraform_data.b")] };

        var preview = await _box.PreviewAsync(onto);
        var outcome = await _box.Engine.ApplyAsync(onto, preview.Digest, null, CancellationToken.None);

        Assert.Contains("H7", await FindAsync(onto));
        Assert.Equal("RW4005", outcome.Failure?.Code);
        _box.Main("resource \"terraform_data\" \"b\" {\n  input = \"y\"\n}\nresource \"terraform_data\" \"c\" {\n  input = \"x\"\n}\n");
        Assert.DoesNotContain("H7", await FindAsync(onto with { Moves = [new ResourceMove("terraform_data.a", "terraform_data.c")] }));
    }

    [TerraformFact]
    public async Task H9_a_replacement_that_deletes_first()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"x\"]\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"y\"]\n}\n");
        Assert.Contains("H9", await FindAsync(Sandbox.Target()));

        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"y\"]\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n");
        Assert.DoesNotContain("H9", await FindAsync(Sandbox.Target()));
    }

    [TerraformFact]
    public async Task H10_one_object_at_two_addresses()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"b\" {}\n");
        var twice = Sandbox.Target() with { Imports = [new ResourceImport("terraform_data.a", "one"), new ResourceImport("terraform_data.b", "one")] };

        Assert.Contains("H10", await FindAsync(twice));
        Assert.DoesNotContain("H10", await FindAsync(twice with { Imports = [new ResourceImport("terraform_data.a", "one"), new ResourceImport("terraform_data.b", "two")] }));
    }

    private async Task<string[]> FindAsync(DeploymentTarget target, string? beside = null)
    {
        var preview = await _box.PreviewAsync(target);
        Assert.Null(preview.Failure);
        var states = await new TerraformStates(_box.Options).ReadAsync(["app/prod", "app/other"], CancellationToken.None);
        return Ids(new HazardContext { Previews = [new PhasePreview(0, preview, beside)], States = states });
    }

    private static string[] Ids(HazardContext context) => [.. HazardAnalyzer.Analyze(context).Select(f => f.Id)];
}
