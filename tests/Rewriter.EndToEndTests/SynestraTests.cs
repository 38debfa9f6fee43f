using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>
/// Releases by a line in a file through the built command: two repositories on real git, a site on real HTTP, and a
/// program that stands for <c>argocd</c> and follows the repository as it does.
/// </summary>
public sealed class SynestraTests : IAsyncLifetime, IDisposable
{
    private const string First = "0f1e2d3c4b5a69788796a5b4c3d2e1f001122334";
    private const string Next = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3";
    private const string DevFile = "deploy/env/release-dev/synestra-io.yaml";
    private const string ProdFile = "deploy/env/release-prod/synestra-io.yaml";
    private readonly GitRepositories _git = new();
    private readonly DirectoryInfo _cluster = Directory.CreateTempSubdirectory("rewrite-cluster-");
    private string _values = string.Empty;
    private string _core = string.Empty;
    private string _platform = string.Empty;

    public async Task InitializeAsync()
    {
        _values = await _git.RemoteAsync("web-core.git");
        _core = await _git.CheckoutAsync("synestra/web-core", _values);
        _platform = await _git.CheckoutAsync("synestra/platform", await _git.RemoteAsync("platform.git"));
        _git.Environment["ARGOCD_STATE"] = _cluster.FullName;
        _git.Environment["PATH"] = AppContext.BaseDirectory + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        var migration = Path.Combine(_platform, "rewrite.yaml");
        var text = await File.ReadAllTextAsync(migration);
        await File.WriteAllTextAsync(migration, text.Replace("backoff: 2s", "backoff: 10ms", StringComparison.Ordinal).Replace("        driver: argocd\n", "        driver: argocd\n        timeout: 20s\n        interval: 10ms\n", StringComparison.Ordinal));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _git.Dispose();
        _cluster.Delete(recursive: true);
    }

    [Fact]
    public async Task A_release_goes_to_development_then_to_production_and_both_run_just_that_commit()
    {
        await SetUpAsync();
        await using var site = await TestSite.StartAsync();
        site.Handler = context => context.Response.WriteAsync("<title>Synestra</title>");

        var dev = (await RewriteAsync("release-dev", "--set", $"tag={Next}", "--set", "argocd=yes", "--set", $"devSite={site.Url}")).Expect(0);
        var commit = await _git.CommitOfAsync(_values, "main");
        Assert.Contains($"web-synestra-io-dev runs {commit[..10]}", dev.Output, StringComparison.Ordinal);
        Assert.Equal(commit, State("web-synestra-io-dev")["revision"]!.GetValue<string>());
        Assert.Contains($"tag: {Next}", State("web-synestra-io-dev")["deployed"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains($"tag: {First}", await _git.RunAsync(_values, "show", "main:" + ProdFile), StringComparison.Ordinal);

        (await RewriteAsync("promote-prod", "--set", "argocd=yes", "--set", $"prodSite={site.Url}")).Expect(0);
        Assert.Equal(await _git.CommitOfAsync(_values, "main"), State("web-synestra-io-prod")["revision"]!.GetValue<string>());
        Assert.Contains($"tag: {Next}", await _git.RunAsync(_values, "show", "main:" + ProdFile), StringComparison.Ordinal);
        Assert.Equal(4, site.Requests);
        Assert.Equal(ProdFile, await _git.RunAsync(_values, "diff", "--name-only", "main^", "main"));
        Assert.Contains("\nRewrite-Release: ", await _git.RunAsync(_values, "log", "-1", "--format=%B", "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_release_again_makes_no_commit_so_that_no_pipeline_runs_in_a_circle()
    {
        await SetUpAsync();
        (await RewriteAsync("release-dev", "--set", $"tag={Next}")).Expect(0);
        var head = await _git.CommitOfAsync(_values, "main");

        var again = (await RewriteAsync("release-dev", "--set", $"tag={Next}")).Expect(0);

        Assert.Contains("nothing is committed", again.Output, StringComparison.Ordinal);
        Assert.Equal(head, await _git.CommitOfAsync(_values, "main"));
    }

    [Fact]
    public async Task Going_back_restores_the_files_of_each_phase_and_development_can_be_reset_to_production()
    {
        await SetUpAsync();
        var start = await TreeAsync();
        (await RewriteAsync("release-dev", "--set", $"tag={Next}")).Expect(0);
        var released = await TreeAsync();
        (await RewriteAsync("promote-prod")).Expect(0);

        (await RollBackAsync("promote-prod")).Expect(0);
        Assert.Equal(released, await TreeAsync());
        (await RewriteAsync("reset-dev", "--set", "argocd=yes")).Expect(0);
        Assert.Equal(start, await TreeAsync());
        (await RollBackAsync("reset-dev")).Expect(0);
        (await RollBackAsync("release-dev")).Expect(0);
        Assert.Equal(start, await TreeAsync());
    }

    [Fact]
    public async Task Missing_files_are_created_by_one_commit_and_go_away_again()
    {
        var start = await TreeAsync();
        var head = await _git.CommitOfAsync(_values, "main");

        (await RewriteAsync("setup", "--set", $"tag={First}")).Expect(0);

        Assert.Equal("deploy/argocd/apps/prod/synestra-io.yaml\n" + ProdFile, await _git.RunAsync(_values, "diff", "--name-only", "main^", "main"));
        Assert.Equal(head, await _git.CommitOfAsync(_values, "main^"));
        Assert.Contains("nothing is committed", (await RewriteAsync("setup", "--set", $"tag={First}")).Expect(0).Output, StringComparison.Ordinal);
        (await RollBackAsync("setup")).Expect(0);
        (await RollBackAsync("setup")).Expect(0);
        Assert.Equal(start, await TreeAsync());
    }

    [Theory]
    [InlineData("deploy/argocd/apps/dev/synestra-io.yaml", "selfHeal: false", "selfHeal: true", "'spec.syncPolicy.automated.selfHeal' is 'true' and must be 'false'")]
    [InlineData("deploy/argocd/apps/dev/synestra-io.yaml", "release-dev/", "release-prod/", "'spec.source.helm.valueFiles[0]' is '../../env/release-prod/synestra-io.yaml'")]
    [InlineData(DevFile, "image:", "env:\n  TOKEN: hunter2\nimage:", "it holds 'env', and only image.repository, image.tag are allowed")]
    public async Task A_file_that_is_not_as_it_should_be_is_named_with_the_key(string path, string old, string now, string message)
    {
        var file = Path.Combine(_core, path);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(old, now, StringComparison.Ordinal));
        await _git.CommitAsync(_core, "Change");

        var refused = (await RewriteAsync("setup", "--set", $"tag={First}")).Expect(2);

        Assert.Contains("RW3053", refused.Errors, StringComparison.Ordinal);
        Assert.Contains(message, refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Errors + refused.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a94a8fe")]
    [InlineData("latest")]
    [InlineData("A94A8FE5CCB19BA61C4C0873D391E987982FBBD3")]
    public async Task A_commit_id_that_is_not_whole_is_refused(string tag) =>
        Assert.Contains("RW3015", (await RewriteAsync("release-dev", "--set", $"tag={tag}")).Expect(2).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task An_application_that_stays_on_the_old_commit_is_inconclusive_however_healthy_it_is()
    {
        await SetUpAsync();
        var state = State("web-synestra-io-dev");
        state["stuck"] = "yes";
        await File.WriteAllTextAsync(StatePath("web-synestra-io-dev"), state.ToJsonString());
        var migration = Path.Combine(_platform, "rewrite.yaml");
        await File.WriteAllTextAsync(migration, (await File.ReadAllTextAsync(migration)).Replace("timeout: 20s", "timeout: 300ms", StringComparison.Ordinal));

        var late = await RewriteAsync("release-dev", "--set", $"tag={Next}", "--set", "argocd=yes");

        Assert.NotEqual(0, late.ExitCode);
        Assert.Contains("RW3056", late.Errors, StringComparison.Ordinal);
        Assert.Contains("Synced, Healthy", late.Errors, StringComparison.Ordinal);

        state["stuck"] = "no";
        await File.WriteAllTextAsync(StatePath("web-synestra-io-dev"), state.ToJsonString());
        await File.WriteAllTextAsync(migration, (await File.ReadAllTextAsync(migration)).Replace("timeout: 300ms", "timeout: 20s", StringComparison.Ordinal));
        (await _git.RewriteAsync(_platform, "resume", "--set", $"webCore={_values}")).Expect(0);
    }

    [Fact]
    public async Task Production_that_redirects_in_a_circle_is_taken_back_at_once()
    {
        await SetUpAsync();
        (await RewriteAsync("release-dev", "--set", $"tag={Next}")).Expect(0);
        var before = await TreeAsync();
        await using var site = await TestSite.StartAsync();
        site.Handler = context =>
        {
            context.Response.Redirect("/admin");
            return Task.CompletedTask;
        };

        var failed = (await RewriteAsync("promote-prod", "--set", $"prodSite={site.Url}")).Expect(2);

        Assert.Contains("redirects in a loop", failed.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await TreeAsync());
    }

    [Fact]
    public async Task The_site_itself_can_be_asked_which_image_it_runs()
    {
        await SetUpAsync();
        await using var site = await TestSite.StartAsync();
        var asked = 0;
        site.Handler = context => context.Response.WriteAsync($$"""{"tag":"{{(++asked < 3 ? First : Next)}}"}""");
        var migration = Path.Combine(_platform, "rewrite.yaml");
        await File.WriteAllTextAsync(migration, (await File.ReadAllTextAsync(migration)).Replace("        json: tag\n", "        json: tag\n        interval: 10ms\n", StringComparison.Ordinal));

        (await RewriteAsync("release-dev", "--set", $"tag={Next}", "--set", $"devVersion={site.Url}/version")).Expect(0);

        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_gate_of_people_stands_before_production_where_it_is_wanted()
    {
        await SetUpAsync();
        (await RewriteAsync("release-dev", "--set", $"tag={Next}")).Expect(0);
        var before = await TreeAsync();

        (await RewriteAsync("promote-prod", "--set", "gate=yes")).Expect(1);
        Assert.Equal(before, await TreeAsync());
        (await _git.RewriteAsync(_platform, "approve", "promote-prod", "--as", "ada", "--confirm", "all", "--set", $"webCore={_values}")).Expect(0);
        (await _git.RewriteAsync(_platform, "resume")).Expect(0);
        Assert.NotEqual(before, await TreeAsync());
    }

    [Fact]
    public async Task What_somebody_changed_in_the_pods_is_dropped_only_with_consent_to_the_command()
    {
        await SetUpAsync();
        Assert.Contains("RW3025", (await RewriteAsync("drop-drift")).Expect(2).Errors, StringComparison.Ordinal);
        (await RewriteAsync("drop-drift", "--allow-commands")).Expect(0);
        Assert.Equal("Synced", State("web-synestra-io-dev")["sync"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_kill_at_any_write_is_resumed_and_taken_back()
    {
        await SetUpAsync();
        var start = await TreeAsync();
        var head = await _git.CommitOfAsync(_values, "main");
        var killed = 0;
        for (var point = 2; ; point += 3)
        {
            var run = await _git.KilledAsync(_platform, point, "apply", "release-dev", "--set", $"webCore={_values}", "--set", $"tag={Next}");
            if (run.ExitCode == 0) break;
            killed++;
            if (killed % 2 == 0)
            {
                (await RewriteAsync("release-dev", "--set", $"tag={Next}")).Expect(0);
                Assert.Equal("1", await _git.RunAsync(_values, "rev-list", "--count", $"{head}..main"));
            }

            var back = await RollBackAsync("release-dev");
            Assert.True(back.ExitCode == 0 || back.Errors.Contains("RW3012", StringComparison.Ordinal), $"killed at {point}: {back.Output}{back.Errors}");
            Assert.Equal(start, await TreeAsync());
            await _git.RunAsync(_values, "update-ref", "refs/heads/main", head);
        }

        Assert.True(killed > 3, $"only {killed} writes were killed");
    }

    private Task<CommandResult> RewriteAsync(string phase, params string[] more) => _git.RewriteAsync(_platform, ["apply", phase, "--set", $"webCore={_values}", .. more]);

    private Task<CommandResult> RollBackAsync(string phase) => _git.RewriteAsync(_platform, "rollback", phase, "--set", $"webCore={_values}");

    private Task<string> TreeAsync() => _git.RunAsync(_values, "rev-parse", "main^{tree}");

    // The files are there, and the cluster runs what they say.
    private async Task SetUpAsync()
    {
        (await RewriteAsync("setup", "--set", $"tag={First}")).Expect(0);
        var head = await _git.CommitOfAsync(_values, "main");
        foreach (var (app, file) in new[] { ("web-synestra-io-dev", DevFile), ("web-synestra-io-prod", ProdFile) })
        {
            var state = new JsonObject { ["repository"] = _values, ["targetRevision"] = "main", ["values"] = file, ["revision"] = head, ["sync"] = "Synced", ["health"] = "Healthy" };
            await File.WriteAllTextAsync(StatePath(app), state.ToJsonString());
        }
    }

    private JsonObject State(string app) => JsonNode.Parse(File.ReadAllText(StatePath(app)))!.AsObject();

    private string StatePath(string app) => Path.Combine(_cluster.FullName, app + ".json");
}
