using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Terraform.Tests;

/// <summary>Applying, cancelling, going back, importing, forgetting, with the real program.</summary>
public sealed class ApplyTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [TerraformFact]
    public async Task A_preview_that_is_stale_is_not_applied()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"x\"\n}\n");
        var seen = await _box.PreviewAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"y\"\n}\n");

        var outcome = await _box.Engine.ApplyAsync(Sandbox.Target(), seen.Digest, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4003"), (outcome.Status, outcome.Failure!.Code));
        Assert.False(File.Exists(_box.StatePath()));
    }

    [TerraformFact]
    public async Task A_state_that_moved_on_makes_a_preview_stale()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"b\" {}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        var seen = await _box.PreviewAsync();
        await _box.Engine.ForgetAsync("app/prod", "terraform_data.b", CancellationToken.None);

        var outcome = await _box.Engine.ApplyAsync(Sandbox.Target(), seen.Digest, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4003"), (outcome.Status, outcome.Failure!.Code));
    }

    [TerraformFact]
    public async Task A_cancelled_apply_ends_between_changes_and_leaves_a_whole_state()
    {
        const string Slow = "resource \"terraform_data\" \"first\" {}\nresource \"terraform_data\" \"second\" {\n  depends_on = [terraform_data.first]\n  provisioner \"local-exec\" {\n    command = \"sleep 30\"\n  }\n}\nresource \"terraform_data\" \"third\" {\n  depends_on = [terraform_data.second]\n}\n";
        _box.Main(Slow);
        using var cancel = new CancellationTokenSource();
        var preview = await _box.PreviewAsync();
        var progress = new Recorder(e =>
        {
            if (e is { Kind: DeploymentEventKind.Note, Address: "terraform_data.second" }) cancel.Cancel();
        });

        var outcome = await _box.Engine.ApplyAsync(Sandbox.Target(), preview.Digest, progress, cancel.Token);
        var state = await _box.StateAsync();
        var next = await _box.PreviewAsync();

        Assert.Equal((DeploymentStatus.Cancelled, "RW4015"), (outcome.Status, outcome.Failure!.Code));
        Assert.Equal(["terraform_data.first", "terraform_data.second"], state!.Resources.Select(r => r.Address));
        Assert.Equal(["terraform_data.first", "terraform_data.second"], outcome.Applied.Select(c => c.Address));
        Assert.Equal(state.Serial, outcome.Checkpoint!.SerialAfter);
        Assert.Equal(new ChangeCounts(1, 0, 0, 0, 1, 0, 1, 0), next.Counts);
    }

    [TerraformFact]
    public async Task An_apply_that_takes_too_long_is_interrupted_and_the_state_stays_readable()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"sleep 60\"\n  }\n}\n");
        var preview = await _box.PreviewAsync();

        var outcome = await new TerraformEngine(_box.Options, new HurriedRunner()).ApplyAsync(Sandbox.Target(), preview.Digest, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Failed, "RW4019"), (outcome.Status, outcome.Failure!.Code));
        Assert.Equal((await _box.StateAsync())?.Serial ?? 0, outcome.Serial);
    }

    [TerraformFact]
    public async Task Cancelling_before_anything_began_does_nothing()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        var preview = await _box.PreviewAsync();

        var outcome = await _box.Engine.ApplyAsync(Sandbox.Target(), preview.Digest, null, new CancellationToken(canceled: true));

        Assert.Equal(DeploymentStatus.Cancelled, outcome.Status);
        Assert.Null(outcome.Checkpoint);
        Assert.False(File.Exists(_box.StatePath()));
    }

    [TerraformFact]
    public async Task Created_objects_are_destroyed_by_a_rollback_only_where_that_was_agreed_to()
    {
        _box.Main("resource \"terraform_data\" \"old\" {}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"old\" {}\nresource \"terraform_data\" \"new\" {}\n");
        var outcome = await _box.ApplyAsync();

        var refused = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);
        _box.Options = _box.Options with { DestroyOnRollback = true };
        var done = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);
        var twice = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (refused.Status, refused.Failure!.Code));
        Assert.Contains("terraform_data.new", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((DeploymentStatus.Succeeded, null), (done.Status, done.Failure));
        Assert.Equal((CanonicalAction.Delete, "terraform_data.new"), (done.Applied.Single().Action, done.Applied[0].Address));
        Assert.Equal(["terraform_data.old"], (await _box.StateAsync())!.Resources.Select(r => r.Address));
        Assert.Equal((DeploymentStatus.Succeeded, 0), (twice.Status, twice.Applied.Length));
    }

    [TerraformFact]
    public async Task Created_objects_that_were_updated_since_are_destroyed_only_where_that_was_agreed_to_as_well()
    {
        _box.Options = _box.Options with { DestroyOnRollback = true };
        _box.Main("resource \"terraform_data\" \"old\" {}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"old\" {}\nresource \"terraform_data\" \"new\" {\n  input = \"one\"\n}\n");
        var outcome = await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"old\" {}\nresource \"terraform_data\" \"new\" {\n  input = \"two\"\n}\n");
        await _box.ApplyAsync();

        var refused = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);
        _box.Options = _box.Options with { DestroyUpdated = true };
        var done = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (refused.Status, refused.Failure!.Code));
        Assert.Contains("has moved on since", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("destroyUpdated: true", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((DeploymentStatus.Succeeded, null), (done.Status, done.Failure));
        Assert.Equal(["terraform_data.old"], (await _box.StateAsync())!.Resources.Select(r => r.Address));
    }

    [TerraformFact]
    public async Task Moves_imports_and_forgets_are_taken_back_in_the_state()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"gone\" {}\nresource \"terraform_data\" \"stays\" {}\n");
        await _box.ApplyAsync();
        var before = (await _box.StateAsync())!;
        _box.Main("resource \"terraform_data\" \"b\" {}\nresource \"terraform_data\" \"i\" {}\nresource \"terraform_data\" \"stays\" {}\n");
        var outcome = await _box.ApplyAsync(Sandbox.Target() with
        {
            Moves = [new ResourceMove("terraform_data.a", "terraform_data.b")], Imports = [new ResourceImport("terraform_data.i", "id-1")], Forgets = ["terraform_data.gone"],
        });
        Assert.Equal(3, outcome.Applied.Length);

        var back = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);
        var after = (await _box.StateAsync())!;

        Assert.Equal((DeploymentStatus.Succeeded, null), (back.Status, back.Failure));
        Assert.Equal(before.Resources.Select(r => (r.Address, r.Id)), after.Resources.Select(r => (r.Address, r.Id)));
        Assert.Equal((before.Lineage, true), (after.Lineage, after.Serial > outcome.Serial));
    }

    [TerraformFact]
    public async Task What_began_an_empty_state_is_taken_back_to_an_empty_one()
    {
        _box.Options = _box.Options with { DestroyOnRollback = true };
        _box.Main("resource \"terraform_data\" \"i\" {}\nresource \"terraform_data\" \"made\" {}\n");
        var outcome = await _box.ApplyAsync(Sandbox.Target() with { Imports = [new ResourceImport("terraform_data.i", "id-1")] });

        var back = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null), (back.Status, back.Failure));
        Assert.Equal([CanonicalAction.Delete, CanonicalAction.Forget], back.Applied.Select(c => c.Action).Order().Reverse());
        Assert.Empty((await _box.StateAsync())!.Resources);
    }

    [TerraformFact]
    public async Task A_configuration_without_a_backend_has_its_state_beside_itself()
    {
        _box.Write("main.tf", "resource \"terraform_data\" \"a\" {}\n");
        _box.Options = _box.Options with { Backend = ImmutableSortedDictionary<string, string>.Empty };

        var outcome = await _box.ApplyAsync();

        Assert.Equal(DeploymentStatus.Succeeded, outcome.Status);
        Assert.Equal(["main.tf", "terraform.tfstate"], _box.FilesInFolder());
    }

    [TerraformFact]
    public async Task What_was_changed_in_place_is_not_taken_back()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"x\"\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"y\"\n}\nresource \"terraform_data\" \"b\" {}\n");
        _box.Options = _box.Options with { DestroyOnRollback = true };
        var outcome = await _box.ApplyAsync();

        var back = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (back.Status, back.Failure!.Code));
        Assert.Equal(2, (await _box.StateAsync())!.Resources.Length);
    }

    [TerraformFact]
    public async Task An_update_alone_is_not_taken_for_undone()
    {
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"x\"\n}\n");
        await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {\n  input = \"y\"\n}\n");
        var outcome = await _box.ApplyAsync();

        var back = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (back.Status, back.Failure!.Code));
    }

    [TerraformFact]
    public async Task A_rollback_does_not_destroy_what_was_made_later_on_top()
    {
        _box.Options = _box.Options with { DestroyOnRollback = true };
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        var outcome = await _box.ApplyAsync();
        _box.Main("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"b\" {\n  input = terraform_data.a.id\n}\n");
        await _box.ApplyAsync();

        var back = await _box.Engine.RollbackAsync(outcome.Checkpoint!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Refused, "RW4007"), (back.Status, back.Failure!.Code));
        Assert.Equal(2, (await _box.StateAsync())!.Resources.Length);
    }

    [TerraformFact]
    public async Task An_object_is_imported_and_forgotten_in_the_state_alone()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        var declaration = new ResourceDeclaration { Address = "terraform_data.a", Role = "a", Type = "terraform_data", LogicalName = "a" };

        var imported = await _box.Engine.ImportAsync("app/prod", declaration, "id-7", CancellationToken.None);
        var again = await _box.Engine.ImportAsync("app/prod", declaration, "id-7", CancellationToken.None);
        var held = await _box.StateAsync();
        var forgotten = await _box.Engine.ForgetAsync("app/prod", "terraform_data.a", CancellationToken.None);
        var nothing = await _box.Engine.ForgetAsync("app/prod", "terraform_data.a", CancellationToken.None);
        var back = await _box.Engine.RollbackAsync(forgotten.Checkpoint!, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null), (imported.Status, imported.Failure));
        Assert.Equal("RW4014", again.Failure?.Code);
        Assert.Equal(("terraform_data.a", "id-7"), (held!.Resources.Single().Address, held.Resources[0].Id));
        Assert.Equal(DeploymentStatus.Succeeded, forgotten.Status);
        Assert.Equal("RW4014", nothing.Failure?.Code);
        Assert.Equal((DeploymentStatus.Succeeded, null), (back.Status, back.Failure));
        Assert.Equal("id-7", (await _box.StateAsync())!.Resources.Single().Id);
    }

    [TerraformFact]
    public async Task The_state_before_each_apply_is_kept_for_this_user_only()
    {
        _box.Main("resource \"terraform_data\" \"a\" {}\n");
        await _box.ApplyAsync();
        var before = await File.ReadAllTextAsync(_box.StatePath());
        _box.Main("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"b\" {}\n");

        var outcome = await _box.ApplyAsync();

        var backup = Path.Combine(_box.Options.BackupFolder, outcome.Checkpoint!.EngineData!);
        Assert.Equal(before.Trim(), (await File.ReadAllTextAsync(backup)).Trim());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
    }

    [TerraformFact]
    public async Task A_held_lock_fails_the_apply_and_not_the_preview()
    {
        var go = Path.Combine(_box.Top, "go");
        _box.Main($"resource \"terraform_data\" \"a\" {{\n  provisioner \"local-exec\" {{\n    command = \"while [ ! -f '{go}' ]; do sleep 0.1; done\"\n  }}\n}}\n");
        _box.Options = _box.Options with { LockTimeout = TimeSpan.Zero };
        var preview = await _box.PreviewAsync();
        var began = new TaskCompletionSource();
        var first = _box.Engine.ApplyAsync(Sandbox.Target(), preview.Digest, new Recorder(_ => began.TrySetResult()), CancellationToken.None);
        await began.Task;

        var second = await _box.Engine.ApplyAsync(Sandbox.Target(), preview.Digest, null, CancellationToken.None);
        var seen = await _box.PreviewAsync();
        await File.WriteAllTextAsync(go, string.Empty);

        Assert.Equal((DeploymentStatus.Refused, "RW4018"), (second.Status, second.Failure!.Code));
        Assert.Null(seen.Failure);
        Assert.Equal(DeploymentStatus.Succeeded, (await first).Status);
    }

    [TerraformFact]
    public async Task Secrets_and_backend_settings_are_not_on_the_command_line()
    {
        _box.Main("variable \"token\" {\n  sensitive = true\n}\nvariable \"size\" {}\nresource \"terraform_data\" \"a\" {\n  input = \"${var.size}\"\n}\n");
        var spy = new SpyRunner();
        _box.Options = _box.Options with
        {
            SecretVariables = ImmutableSortedDictionary<string, string>.Empty.Add("token", "hush-3"),
            Variables = ImmutableSortedDictionary<string, string>.Empty.Add("size", "seven"),
        };

        var preview = await new TerraformEngine(_box.Options, spy).PreviewAsync(Sandbox.Target(), CancellationToken.None);

        Assert.Equal("seven", Assert.Single(preview.Changes).After["input"]?.Text);
        Assert.NotEmpty(spy.Requests);
        Assert.All(spy.Requests.SelectMany(r => r.Arguments), a => Assert.DoesNotContain("hush", a, StringComparison.Ordinal));
        Assert.All(spy.Requests.SelectMany(r => r.Arguments), a => Assert.DoesNotContain("states/", a, StringComparison.Ordinal));
        Assert.All(spy.Requests, r => Assert.Equal("hush-3", r.Environment["TF_VAR_token"]));
        Assert.All(spy.Requests, r => Assert.DoesNotContain("TF_CLI_ARGS", r.Environment.Keys));
    }
}
