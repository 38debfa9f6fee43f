using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.EngineContract;
using Rewriter.Processes;

namespace Rewriter.Pulumi.Tests;

/// <summary>What only the Pulumi engine does, with the stand-in.</summary>
public sealed class PulumiEngineTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task Without_the_command_one_error_names_it_and_the_embedded_engine()
    {
        _box.Options = _box.Options with { Program = "pulumi-that-nobody-has" };

        var preview = await _box.Engine.PreviewAsync(_box.Want(new Wish("a", "object-a")), CancellationToken.None);

        Assert.Equal("RW4017", preview.Failure!.Code);
        Assert.Contains("pulumi-that-nobody-has", preview.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("--engine embedded", preview.Failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_passphrase_is_a_matter_of_access()
    {
        await _box.AppliedAsync(_box.WantSecret("hush hush"));
        _box.Options = _box.Options with { Environment = ImmutableSortedDictionary<string, string>.Empty, PassedEnvironment = ProcessEnvironment.Common };

        var preview = await _box.Engine.PreviewAsync(_box.WantSecret("hush hush"), CancellationToken.None);

        Assert.Equal("RW4031", preview.Failure!.Code);
        Assert.Contains("PULUMI_CONFIG_PASSPHRASE", preview.Failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_lock_refuses_the_apply_and_leaves_the_preview_alone()
    {
        await _box.AppliedAsync(_box.Want(new Wish("a", "object-a")));
        var locks = Directory.CreateDirectory(Path.Combine(_box.Backend, ".pulumi", "locks", "shop", "shop-prod")).FullName;
        await File.WriteAllTextAsync(Path.Combine(locks, "of-another.json"), "{}");
        var target = _box.Want(new Wish("a", "object-a", "two"));

        var preview = await _box.Engine.PreviewAsync(target, CancellationToken.None);
        var outcome = await _box.Engine.ApplyAsync(target, preview.Digest, null, CancellationToken.None);

        Assert.Null(preview.Failure);
        Assert.Equal((DeploymentStatus.Refused, "RW4018"), (outcome.Status, outcome.Failure!.Code));
        Assert.Contains("locked", outcome.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_the_middle_keeps_what_was_done_and_the_rest_can_follow()
    {
        var target = _box.Want(new Wish("a", "object-a"), new Wish("b", "object-b") { After = "a" }, new Wish("c", "object-c") { After = "b" });
        var preview = await _box.Engine.PreviewAsync(target, CancellationToken.None);
        var seen = new Recorder();

        var outcome = await new PulumiEngine(_box.WithFaults("fail:b")).ApplyAsync(target, preview.Digest, seen, CancellationToken.None);
        var rest = await _box.AppliedAsync(target);

        Assert.Equal((DeploymentStatus.Failed, "RW4018"), (outcome.Status, outcome.Failure!.Code));
        Assert.Contains("fails on purpose", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], outcome.Applied.Select(c => c.Address));
        Assert.Contains(seen.Seen, e => e is { Kind: DeploymentEventKind.Failed, Address: "b" });
        Assert.Equal(["b", "c"], rest.Applied.Select(c => c.Address));
    }

    [Fact]
    public async Task An_object_that_differs_is_not_imported_and_the_difference_is_named()
    {
        await _box.MakeOutsideAsync(new Wish("a", "object-a", "two"));
        var target = _box.Want(new Wish("a", "object-a")) with { Imports = [new ResourceImport("a", "object-a")] };

        var preview = await _box.Engine.PreviewAsync(target, CancellationToken.None);

        var conflict = Assert.Single(preview.Conflicts);
        Assert.Equal((ConflictKind.ImportDiffers, "a"), (conflict.Kind, conflict.Address));
        Assert.Contains("storageClass", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_on_no_command_line_in_no_file_that_stays_and_decrypt_with_the_passphrase_only()
    {
        const string Value = "correct horse battery staple";
        var target = OutsideSecret();
        var spy = new SpyRunner();
        _box.Options = _box.Options with { SecretConfig = ImmutableSortedDictionary<string, string>.Empty.Add("db_password", Value), Config = ImmutableSortedDictionary<string, string>.Empty.Add("gcp:project", "p") };
        var engine = new PulumiEngine(_box.Options, spy);

        var preview = await engine.PreviewAsync(target, CancellationToken.None);
        var outcome = await engine.ApplyAsync(target, preview.Digest, null, CancellationToken.None);
        var again = await engine.PreviewAsync(target, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null), (outcome.Status, outcome.Failure));
        Assert.True(again.Counts.IsNothing);
        Assert.All(spy.Requests.SelectMany(r => r.Arguments), a => Assert.DoesNotContain(Value, a, StringComparison.Ordinal));
        Assert.All(spy.Requests.SelectMany(r => r.Arguments), a => Assert.DoesNotContain(Sandbox.Passphrase, a, StringComparison.Ordinal));
        Assert.DoesNotContain(spy.Requests, r => r.Arguments.Contains("--show-secrets"));
        Assert.All(_box.KeptTexts(), t => Assert.DoesNotContain(Value, t, StringComparison.Ordinal));
        Assert.Contains(_box.KeptTexts(), t => t.Contains("ciphertext", StringComparison.Ordinal));
        Assert.All(spy.Requests, r => Assert.False(Directory.Exists(r.Folder), "the program's copy is gone"));
    }

    [Fact]
    public async Task A_provider_of_secrets_takes_the_passphrases_place_when_a_stack_is_made()
    {
        const string Provider = "gcpkms://projects/p/locations/global/keyRings/r/cryptoKeys/k";
        var spy = new SpyRunner();
        _box.Options = _box.Options with { SecretsProvider = Provider, Environment = _box.Options.Environment.Remove("PULUMI_CONFIG_PASSPHRASE"), PassedEnvironment = ProcessEnvironment.Common };
        var (engine, target) = (new PulumiEngine(_box.Options, spy), _box.WantSecret("hush hush"));

        var preview = await engine.PreviewAsync(target, CancellationToken.None);
        var outcome = await engine.ApplyAsync(target, preview.Digest, null, CancellationToken.None);
        var again = await engine.PreviewAsync(target, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null), (outcome.Status, outcome.Failure));
        Assert.True(again.Counts.IsNothing);
        Assert.Contains("\"cloud\"", await File.ReadAllTextAsync(_box.StatePath), StringComparison.Ordinal);
        Assert.Contains(spy.Requests, r => r.Arguments.Contains("--secrets-provider") && r.Arguments.Contains(Provider));
        Assert.DoesNotContain("hush", await File.ReadAllTextAsync(_box.StatePath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_passphrase_of_a_stack_reaches_the_command_by_its_environment_alone(bool inFile)
    {
        const string Own = "a passphrase of its own";
        var file = Path.Combine(_box.Top, "passphrase");
        await File.WriteAllTextAsync(file, Own + "\n");
        var spy = new SpyRunner();
        _box.Options = _box.Options with { Passphrase = inFile ? null : Own, PassphraseFile = inFile ? file : null };
        var (engine, target) = (new PulumiEngine(_box.Options, spy), _box.WantSecret("hush hush"));

        var preview = await engine.PreviewAsync(target, CancellationToken.None);
        var outcome = await engine.ApplyAsync(target, preview.Digest, null, CancellationToken.None);
        var other = await new PulumiEngine(_box.Options with { Passphrase = "another one", PassphraseFile = null }).PreviewAsync(target, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null), (outcome.Status, outcome.Failure));
        Assert.Equal("RW4031", other.Failure?.Code);
        Assert.All(spy.Requests.SelectMany(r => r.Arguments), a => Assert.DoesNotContain(Own, a, StringComparison.Ordinal));
        Assert.All(spy.Requests, r => Assert.Equal(inFile ? (null, file) : (Own, null), (r.Environment.GetValueOrDefault("PULUMI_CONFIG_PASSPHRASE"), r.Environment.GetValueOrDefault("PULUMI_CONFIG_PASSPHRASE_FILE"))));
    }

    [Fact]
    public async Task A_folder_of_states_that_is_not_there_holds_none_and_is_made_by_the_first_apply()
    {
        var folder = Path.Combine(_box.Top, "not", "there", "yet");
        _box.Options = _box.Options with { Backend = new Uri(folder).AbsoluteUri };

        var preview = await _box.Engine.PreviewAsync(_box.Want(new Wish("a", "object-a")), CancellationToken.None);
        Assert.Equal((null, 1, false), (preview.Failure, preview.Counts.Create, Directory.Exists(folder)));
        var outcome = await _box.Engine.ApplyAsync(_box.Want(new Wish("a", "object-a")), preview.Digest, null, CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, null), (outcome.Status, outcome.Failure));
        Assert.True(File.Exists(Path.Combine(folder, ".pulumi", "stacks", "shop", "shop-prod.json")));
    }

    [Fact]
    public async Task A_secret_that_nobody_gave_stops_a_version_from_being_made_and_leaves_an_existing_one_alone()
    {
        var refused = await _box.Engine.PreviewAsync(OutsideSecret(), CancellationToken.None);
        _box.Options = _box.Options with { SecretConfig = ImmutableSortedDictionary<string, string>.Empty.Add("db_password", "given once") };
        await _box.AppliedAsync(OutsideSecret());
        _box.Options = _box.Options with { SecretConfig = ImmutableSortedDictionary<string, string>.Empty };

        var later = await _box.Engine.PreviewAsync(OutsideSecret(), CancellationToken.None);

        Assert.Equal((ConflictKind.SecretWithoutVersion, "version"), (refused.Conflicts.Single().Kind, refused.Conflicts[0].Address));
        Assert.Null(later.Failure);
        Assert.Empty(later.Conflicts);
        Assert.True(later.Counts.IsNothing);
    }

    [Fact]
    public async Task A_program_of_the_users_own_runs_as_it_is_and_says_itself_what_moves()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_box.Top, "program")).FullName;
        var file = Path.Combine(folder, "Pulumi.yaml");
        const string Before = "name: shop\nruntime: yaml\nresources:\n  old:\n    type: gcp:storage/bucket:Bucket\n    properties: {name: object-a, location: EU, storageClass: one}\n";
        await File.WriteAllTextAsync(file, Before);
        _box.Options = _box.Options with { Folder = folder, Known = [] };
        const string Old = "gcp:storage/bucket:Bucket::old", New = "gcp:storage/bucket:Bucket::new";
        await _box.AppliedAsync(Sandbox.Target());
        var move = Sandbox.Target() with { Moves = [new ResourceMove(Old, New)] };

        await File.WriteAllTextAsync(file, Before.Replace("old:", "new:", StringComparison.Ordinal));
        var silent = await _box.Engine.PreviewAsync(move, CancellationToken.None);
        await File.AppendAllTextAsync(file, "    options:\n      aliases: [\"urn:pulumi:shop-prod::shop::" + Old + "\"]\n");
        var said = File.ReadAllText(file).Replace("old:", "new:", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, said);
        var outcome = await _box.AppliedAsync(move);

        Assert.Equal("RW4030", silent.Failure!.Code);
        Assert.Equal((CanonicalAction.Move, New, Old), (outcome.Applied.Single().Action, outcome.Applied[0].Address, outcome.Applied[0].PreviousAddress));
        Assert.Equal(["Pulumi.yaml"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Two_resources_of_one_name_are_refused_before_anything_runs()
    {
        var spy = new SpyRunner(r => new ProcessResult(ProcessEnd.Exited, 6, string.Empty, string.Empty));
        var target = Sandbox.Target(Sandbox.Declared("my-app", ResourceTypes.Bucket, StackMap.Of(("name", "one"))), Sandbox.Declared("my_app", ResourceTypes.Bucket, StackMap.Of(("name", "two"))));

        var preview = await new PulumiEngine(_box.Options, spy).PreviewAsync(target, CancellationToken.None);

        Assert.Equal("RW4032", preview.Failure!.Code);
        Assert.DoesNotContain(spy.Requests, r => r.Arguments.Contains("preview"));
    }

    [Fact]
    public async Task A_state_that_is_cut_off_and_an_operation_that_is_not_known_are_failures()
    {
        const string Steps = """{"steps":[{"op":"transmogrify","urn":"urn:pulumi:s::shop::gcp:storage/bucket:Bucket::a","newState":{"urn":"urn:pulumi:s::shop::gcp:storage/bucket:Bucket::a","type":"gcp:storage/bucket:Bucket","custom":true}}]}""";
        var cut = new SpyRunner(_ => new ProcessResult(ProcessEnd.Exited, 0, "{\"version\":3,\"deploy", string.Empty));
        var strange = new SpyRunner(r => r.Arguments[0] == "preview" ? new ProcessResult(ProcessEnd.Exited, 0, Steps, string.Empty) : new ProcessResult(ProcessEnd.Exited, r.Arguments is ["stack", "export", ..] ? 6 : 0, string.Empty, string.Empty));

        var first = await new PulumiEngine(_box.Options, cut).PreviewAsync(_box.Want(), CancellationToken.None);
        var second = await new PulumiEngine(_box.Options, strange).PreviewAsync(_box.Want(), CancellationToken.None);

        Assert.Equal("RW4002", first.Failure!.Code);
        Assert.Equal("RW4018", second.Failure!.Code);
        Assert.Contains("transmogrify", second.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_told_so()
    {
        var slow = new SpyRunner(r => r.Arguments is ["stack", "export", ..] ? new ProcessResult(ProcessEnd.TimedOut, 130, string.Empty, string.Empty) : null);

        var preview = await new PulumiEngine(_box.Options with { Timeout = TimeSpan.FromSeconds(7) }, slow).PreviewAsync(_box.Want(), CancellationToken.None);

        Assert.Equal("RW4019", preview.Failure!.Code);
        Assert.Contains("7 s", preview.Failure.Message, StringComparison.Ordinal);
    }

    private static DeploymentTarget OutsideSecret() => Sandbox.Target(
        Sandbox.Declared("vault", ResourceTypes.Secret, StackMap.Of(("secretId", "vault"), ("replication", StackValue.Map(("auto", StackMap.Empty))))),
        Sandbox.Declared("version", ResourceTypes.SecretVersion, StackMap.Of(("secret", "projects/p/secrets/vault"), ("secretData", StackValue.Secret("db_password"))), new ResourceOptions { DependsOn = ["vault"] }));
}
