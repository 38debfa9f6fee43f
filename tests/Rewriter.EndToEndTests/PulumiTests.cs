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

    [Fact]
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

    private Task<CommandResult> RunAsync(ExampleRepository repository, params string[] arguments) => RewriteCommand.RunWithAsync(
        repository.Folder,
        [
            ("PATH", StandIn + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")), ("PULUMI_BACKEND_URL", new Uri(_backend).AbsoluteUri), ("PULUMI_CONFIG_PASSPHRASE", Passphrase),
            ("DJANGO_VALUE", SecretValue), ("DATABASE_VALUE", SecretValue + " 2"), ("TELEGRAM_VALUE", SecretValue + " 3"),
        ],
        [.. arguments, "--engine", "pulumi"]);

    private JsonObject Objects() => JsonNode.Parse(File.ReadAllText(Path.Combine(_backend, "cloud.json")))!.AsObject();
}
