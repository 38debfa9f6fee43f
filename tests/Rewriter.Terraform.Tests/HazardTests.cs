using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;

namespace Rewriter.Terraform.Tests;

/// <summary>Hazards as they show through previews and states of the real program: each triggered once and cleared once.</summary>
public sealed class HazardTests : IDisposable
{
    // Both halves of these are in the library's tests. The program's only built-in resource has no cloud type.
    private static readonly Dictionary<string, string> NotShownByTheProgram = new()
    {
        ["H11"] = "needs a type with deletion protection",
        ["H12"] = "needs a type with members",
        ["H13"] = "needs types of secrets, and a cloud that knows their versions",
        ["H14"] = "needs the type of an identity pool",
        ["H15"] = "needs the type of an account, and members that name it",
        ["H16"] = "is about what CI deploys to",
        ["H17"] = "is about the order of CI and apply",
        ["H18"] = "is about hosts in files",
        ["H19"] = "is about conditions in files, or the type of a pool's provider",
        ["H20"] = "is about Pulumi's project",
        ["H21"] = "is about names that Pulumi makes up",
        ["H22"] = "is about the journal; the program keeps no note of a change that it began",
        ["H23"] = "needs a type whose names have limits",
        ["H24"] = "is about files of the repository",
        ["H25"] = "needs an engine that knows what exists in the cloud",
    };

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
    public async Task H5_is_cleared_by_the_block_that_it_gives_to_paste_also_inside_of_modules_and_instances()
    {
        const string Old = "resource \"terraform_data\" \"a\" {\n  for_each = toset([\"x y\"])\n  input = each.key\n}\n";
        _box.Write("m/main.tf", Old);
        _box.Main("module \"m\" {\n  source = \"./m\"\n}\n");
        await _box.ApplyAsync();
        _box.Write("m/main.tf", Old.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        var found = HazardAnalyzer.Analyze(new HazardContext { Previews = [new PhasePreview(0, await _box.PreviewAsync(), null)] }).Single(f => f.Id == "H5");

        _box.Write("moved.tf", found.Paste!.Text + "\n");
        var cleared = await _box.PreviewAsync();

        Assert.Contains("module.m.terraform_data.a[\"x y\"]", found.Paste.Text, StringComparison.Ordinal);
        Assert.Equal(new ChangeCounts(0, 1, 0, 0, 0, 0, 0, 0), cleared.Counts);
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
    public async Task H8_a_new_name_in_a_field_that_cannot_be_changed_in_place()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"web-old\"]\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"web-new\"]\n}\n");
        var context = new HazardContext { Previews = [new PhasePreview(0, await _box.PreviewAsync())], Names = [new GenerationName("web-old", "web-new", "service")] };

        Assert.Contains("H8", Ids(context));
        Assert.DoesNotContain("H8", Ids(context with { IsContractPhase = true }));
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

    [Fact]
    public void Each_hazard_is_tried_here_or_there_is_a_reason_why_the_program_alone_cannot_show_it()
    {
        var tried = typeof(HazardTests).GetMethods().Select(m => m.Name.Split('_')[0]).Where(n => n.Length > 1 && n[0] == 'H' && n[1..].All(char.IsDigit));

        Assert.Equal(HazardAnalyzer.Rules.Select(r => r.Id).Order(StringComparer.Ordinal), tried.Concat(NotShownByTheProgram.Keys).Distinct().Order(StringComparer.Ordinal));
        Assert.All(NotShownByTheProgram.Keys, id => Assert.DoesNotContain(id, tried));
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
