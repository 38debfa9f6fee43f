using Rewriter.Deployment;

namespace Rewriter.Terraform.Tests;

/// <summary>What is told before an apply leads back where the process died and nobody heard what came of it.</summary>
public sealed class CutOffApplyTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [TerraformFact]
    public async Task Moves_imports_forgets_and_creations_are_taken_back_by_the_states_alone()
    {
        _box.Options = _box.Options with { DestroyOnRollback = true };
        _box.Main("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"gone\" {}\nresource \"terraform_data\" \"stays\" {}\n");
        await _box.ApplyAsync();
        var before = (await _box.StateAsync())!;
        _box.Main("resource \"terraform_data\" \"b\" {}\nresource \"terraform_data\" \"i\" {}\nresource \"terraform_data\" \"made\" {}\nresource \"terraform_data\" \"stays\" {}\n");

        var (intent, _) = await ApplyAsync(Sandbox.Target() with
        {
            Moves = [new ResourceMove("terraform_data.a", "terraform_data.b")], Imports = [new ResourceImport("terraform_data.i", "id-1")], Forgets = ["terraform_data.gone"],
        });
        var back = await _box.Engine.RollbackAsync(intent, null, CancellationToken.None);
        var twice = await _box.Engine.RollbackAsync(intent, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null), (back.Status, back.Failure));
        Assert.Empty(back.Unknown);
        Assert.Equal([CanonicalAction.Move, CanonicalAction.Import, CanonicalAction.Forget, CanonicalAction.Delete], back.Applied.Select(c => c.Action).Order());
        Assert.Equal(before.Resources.Select(r => (r.Address, r.Id)), (await _box.StateAsync())!.Resources.Select(r => (r.Address, r.Id)));
        Assert.Equal((DeploymentStatus.Succeeded, 0), (twice.Status, twice.Applied.Length));
        Assert.Equal("terraform_data.made", Assert.Single(twice.Unknown));
    }

    [TerraformFact]
    public async Task What_died_before_the_program_began_has_nothing_to_be_taken_back()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"changed\"\n}\nresource \"terraform_data\" \"b\" {}\n");
        DeploymentCheckpoint? intent = null;
        var preview = await _box.PreviewAsync();
        var dying = _box.Engine.Telling(told =>
        {
            intent = told;
            throw new InvalidOperationException("killed");
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => dying.ApplyAsync(Sandbox.Target(), preview.Digest, null, CancellationToken.None));
        var state = await File.ReadAllTextAsync(_box.StatePath());

        var back = await _box.Engine.RollbackAsync(intent!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, 0), (back.Status, back.Applied.Length));
        Assert.Equal("terraform_data.b", Assert.Single(back.Unknown));
        Assert.Equal(state, await File.ReadAllTextAsync(_box.StatePath()));
    }

    [TerraformFact]
    public async Task What_was_changed_in_place_is_refused()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"x\"\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"y\"\n}\n");
        var (intent, _) = await ApplyAsync(Sandbox.Target());

        var refused = await _box.Engine.RollbackAsync(intent, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (refused.Status, refused.Failure!.Code));
        Assert.Contains("terraform_data.a", refused.Failure.Message, StringComparison.Ordinal);
    }

    [TerraformFact]
    public async Task A_replacement_that_was_made_is_refused()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"x\"]\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  triggers_replace = [\"y\"]\n}\n");
        var (intent, _) = await ApplyAsync(Sandbox.Target());

        var refused = await _box.Engine.RollbackAsync(intent, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (refused.Status, refused.Failure!.Code));
    }

    [TerraformFact]
    public async Task A_state_that_is_another_one_now_is_refused()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"b\" {}\n");
        var (intent, _) = await ApplyAsync(Sandbox.Target());
        File.Delete(_box.StatePath());
        await _box.ApplyAsync();

        var refused = await _box.Engine.RollbackAsync(intent, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (refused.Status, refused.Failure!.Code));
        Assert.Contains("another one", refused.Failure.Message, StringComparison.Ordinal);
    }

    [TerraformFact]
    public async Task An_apply_that_still_runs_without_its_parent_is_not_taken_for_one_that_ended()
    {
        var go = Path.Combine(_box.Top, "go");
        _box.Main($"resource \"terraform_data\" \"a\" {{\n  provisioner \"local-exec\" {{\n    command = \"while [ ! -f '{go}' ]; do sleep 0.1; done\"\n  }}\n}}\n");
        _box.Options = _box.Options with { LockTimeout = TimeSpan.Zero };
        var preview = await _box.PreviewAsync();
        DeploymentCheckpoint? intent = null;
        var began = new TaskCompletionSource();
        var running = _box.Engine.Telling(told => intent = told).ApplyAsync(Sandbox.Target(), preview.Digest, new Recorder(_ => began.TrySetResult()), CancellationToken.None);
        await began.Task;

        var back = await _box.Engine.RollbackAsync(intent!, null, CancellationToken.None);
        await File.WriteAllTextAsync(go, string.Empty);

        Assert.Equal((DeploymentStatus.Refused, "RW4018"), (back.Status, back.Failure!.Code));
        Assert.Equal(DeploymentStatus.Succeeded, (await running).Status);
    }

    [TerraformFact]
    public async Task An_import_and_a_forget_are_told_beforehand_as_well()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        var told = new List<DeploymentCheckpoint>();
        var engine = _box.Engine.Telling(told.Add);
        var declaration = new ResourceDeclaration { Address = "terraform_data.a", Role = "a", Type = "terraform_data", LogicalName = "a" };

        await engine.ImportAsync("app/prod", declaration, "id-7", CancellationToken.None);
        await engine.ForgetAsync("app/prod", "terraform_data.a", CancellationToken.None);
        var forgotten = await _box.Engine.RollbackAsync(told[1], null, CancellationToken.None);
        Assert.Equal("id-7", (await _box.StateAsync())!.Resources.Single().Id);
        var imported = await _box.Engine.RollbackAsync(told[0], null, CancellationToken.None);

        Assert.Equal((null, null), (forgotten.Failure, imported.Failure));
        Assert.Empty((await _box.StateAsync())!.Resources);
    }

    private async Task<(DeploymentCheckpoint Intent, DeploymentOutcome Outcome)> ApplyAsync(DeploymentTarget target)
    {
        DeploymentCheckpoint? intent = null;
        var preview = await _box.PreviewAsync(target);
        Assert.Null(preview.Failure);
        var outcome = await _box.Engine.Telling(told => intent = told).ApplyAsync(target, preview.Digest, null, CancellationToken.None);
        Assert.True(intent!.IsIntent);
        return (intent, outcome);
    }
}
