using System.Reflection;
using System.Text.Json.Nodes;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>OrderFlow's first phase on Pulumi, through the built command, with the stand-in for <c>pulumi</c> first on PATH.</summary>
public sealed class PulumiTests : IDisposable
{
    private const string Passphrase = "open sesame 1001";
    private const string SecretValue = "correct horse battery staple";

    private static readonly string StandIn = Path.GetFullPath(typeof(PulumiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PulumiStandIn").Value!);

    private readonly string _backend = Directory.CreateTempSubdirectory("rewrite-backend-").FullName;

    public void Dispose() => Directory.Delete(_backend, recursive: true);

    [GeneratedProgramFact]
    public async Task The_first_phase_makes_production_finds_it_unchanged_and_goes_back()
    {
        using var first = Repository("assert: { create: 15, update: 0, replace: 0, delete: 0 }");
        using var second = Repository("assert: { create: 0, update: 0, replace: 0, delete: 0 }");

        var preview = (await RunAsync(first, "preview", "phase1")).Expect(1);
        Assert.Contains("orderflow/prod, engine pulumi: 15 to create", preview.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_backend));
        Assert.Contains("RW4024", (await RunAsync(first, "apply", "phase1")).Expect(2).Errors, StringComparison.Ordinal);
        (await RunAsync(first, "apply", "phase1", "--yes")).Expect(0);
        Assert.Equal(15, Objects().Count);
        Assert.Contains("program, state and cloud agree", (await RunAsync(first, "verify", "phase1")).Expect(0).Output, StringComparison.Ordinal);

        // Another clone finds production as it is, and its phase leaves it alone.
        (await RunAsync(second, "apply", "phase1", "--yes")).Expect(0);
        (await RunAsync(second, "rollback", "phase1", "--yes")).Expect(0);
        Assert.Equal(15, Objects().Count);

        (await RunAsync(first, "rollback", "phase1", "--yes")).Expect(0);
        Assert.Empty(Objects());
        Assert.Contains("pult-app", first.Read(".github/workflows/deploy.yml"), StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(first.PathOf(".rewrite"), "*", SearchOption.AllDirectories), f => Assert.DoesNotContain(SecretValue, File.ReadAllText(f), StringComparison.Ordinal));
        Assert.DoesNotContain(SecretValue, preview.Output + preview.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_command_there_is_one_error_that_names_the_embedded_engine()
    {
        using var repository = Repository("assert: { create: 15 }");
        repository.Edit("rewrite.yaml", "    pulumi:\n", "    pulumi:\n      program: pulumi-of-nobody\n");

        var missing = (await RunAsync(repository, "preview", "phase1")).Expect(2);

        Assert.Contains("error RW4017: the program 'pulumi-of-nobody' is not on PATH", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("--engine embedded", missing.Errors, StringComparison.Ordinal);
    }

    [GeneratedProgramFact]
    public async Task A_stack_has_a_name_a_passphrase_and_a_folder_of_states_of_its_own()
    {
        using var repository = Repository("assert: { create: 15 }");
        repository.Edit("rewrite.yaml", "    pulumi:\n", "    pulumi:\n      stack: \"shop-{state}\"\n      backend: file://./state\n      passphraseEnvironment: SHOP_PASSPHRASE\n");
        (string, string)[] variables = [.. Variables(), ("SHOP_PASSPHRASE", "of the shop alone"), ("PULUMI_STANDIN_CLOUD", _backend)];

        (await RewriteCommand.RunWithAsync(repository.Folder, variables, "apply", "phase1", "--yes", "--engine", "pulumi")).Expect(0);

        Assert.True(File.Exists(repository.PathOf("state/.pulumi/stacks/orderflow/shop-orderflow-prod.json")));
        Assert.False(Directory.Exists(Path.Combine(_backend, ".pulumi")));
        (await RewriteCommand.RunWithAsync(repository.Folder, variables, "verify", "phase1", "--engine", "pulumi")).Expect(0);
    }

    [Theory]
    [InlineData("passphraseFile: no/such/file", "RW4040")]
    [InlineData("passphraseEnvironment: NOBODY_SET_THIS", "RW4026")]
    [InlineData("passphraseFile: a\n      passphraseEnvironment: B", "'passphraseFile' is given as well")]
    public async Task A_passphrase_that_is_not_there_or_given_twice_is_refused(string lines, string says)
    {
        using var repository = Repository("assert: { create: 15 }");
        repository.Edit("rewrite.yaml", "    pulumi:\n", $"    pulumi:\n      {lines}\n");

        var refused = (await RunAsync(repository, "apply", "phase1", "--yes")).Expect(2);

        Assert.Contains(says, refused.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_backend));
    }

    [GeneratedProgramFact]
    public async Task A_killed_update_is_taken_back_and_what_it_was_making_is_named()
    {
        using var repository = Repository("assert: { create: 15, update: 0, replace: 0, delete: 0 }");
        var killed = await RewriteCommand.RunToAsync(
            repository.Folder, [.. Variables(), ("PULUMI_STANDIN_FAULTS", "slow:app")], () => StateText().Contains("\"creating\"", StringComparison.Ordinal) && StateText().Contains("::app\"", StringComparison.Ordinal), p => p.Kill(entireProcessTree: true), "apply", "phase1", "--yes", "--engine", "pulumi");
        Assert.NotEqual(0, killed.ExitCode);
        Assert.NotEmpty(Objects());

        // Like the real one, the command leaves its lock behind; `pulumi cancel` takes it away.
        var locked = (await RunAsync(repository, "rollback", "phase1", "--yes")).Expect(2);
        Assert.Contains("locked", locked.Errors, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(_backend, ".pulumi", "locks"), recursive: true);
        var back = (await RunAsync(repository, "rollback", "phase1", "--yes")).Expect(1);

        Assert.Empty(Objects());
        Assert.Contains("warning RW4028", back.Errors, StringComparison.Ordinal);
        Assert.Contains("pult-app", repository.Read(".github/workflows/deploy.yml"), StringComparison.Ordinal);
    }

    private string StateText() => Directory.Exists(Path.Combine(_backend, ".pulumi", "stacks")) && Directory.EnumerateFiles(Path.Combine(_backend, ".pulumi", "stacks"), "*.json", SearchOption.AllDirectories).FirstOrDefault() is { } file ? File.ReadAllText(file) : string.Empty;

    // Images and jobs are no matter of stacks, so this phase applies the stack where the example's deploys.
    private static ExampleRepository Repository(string assertion)
    {
        var repository = ExampleRepository.Copy("orderflow");
        var text = repository.Read("rewrite.yaml");
        var (from, to) = (text.IndexOf("      - id: deploy\n", StringComparison.Ordinal), text.IndexOf("    checklist:\n", StringComparison.Ordinal));
        text = text[..from] + "      - id: apply\n        kind: apply\n        title: Bring production up to date\n        needs: [no-changes]\n" + text[to..];
        text = text.Replace("step: check }", "step: apply }", StringComparison.Ordinal).Replace("assert: { create: 0, update: 0, replace: 0, delete: 0 }", assertion, StringComparison.Ordinal);
        text = text.Replace("    stateRole: state-prefix\n", """
                stateRole: state-prefix
                pulumi:
                  config: { "gcp:project": orderflow-451220 }
                  secretConfig: { django_secret_key: DJANGO_VALUE, database_url: DATABASE_VALUE, telegram_bot_token: TELEGRAM_VALUE }
                  destroyOnRollback: true

            """, StringComparison.Ordinal);
        repository.Write("rewrite.yaml", text);
        return repository;
    }

    private Task<CommandResult> RunAsync(ExampleRepository repository, params string[] arguments) => RewriteCommand.RunWithAsync(repository.Folder, Variables(), [.. arguments, "--engine", "pulumi"]);

    private (string, string)[] Variables() =>
        [
            ("PATH", StandIn + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")), ("PULUMI_BACKEND_URL", new Uri(_backend).AbsoluteUri), ("PULUMI_CONFIG_PASSPHRASE", Passphrase),
            ("DJANGO_VALUE", SecretValue), ("DATABASE_VALUE", SecretValue + " 2"), ("TELEGRAM_VALUE", SecretValue + " 3"),
        ];

    private JsonObject Objects() => JsonNode.Parse(File.ReadAllText(Path.Combine(_backend, "cloud.json")))!.AsObject();
}
