using System.Globalization;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;
using Rewriter.Processes;
using Rewriter.Tests.Git;

namespace Rewriter.Tests.Migrations;

/// <summary>Releases by a line in a file of another repository, on real git.</summary>
public sealed class CopyReleaseTests : IDisposable
{
    private const string Dev = "deploy/env/release-dev/site.yaml";
    private const string Prod = "deploy/env/release-prod/site.yaml";
    private const string Old = "1111111111111111111111111111111111111111";
    private const string New = "2222222222222222222222222222222222222222";
    private readonly PromotionBench _bench = new();
    private readonly string _values;
    private readonly string _checkout;

    public CopyReleaseTests()
    {
        _values = _bench.Git.Remote("values.git");
        _checkout = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_values)!, "values")).FullName;
        Write(Dev, $"# Written by machines.\r\nimage:\r\n    repository: \"registry.example.org/web\"   # one image\r\n    tag: '{Old}'");
        Write(Prod, $"image:\n  repository: registry.example.org/web\n  tag: {Old}\n");
        _bench.Git.Populate(_checkout, _values);
        _bench.Set(("tag", New));
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_release_changes_the_value_and_no_other_byte_by_one_commit_with_a_trailer()
    {
        var head = Head();

        var report = await _bench.ApplyAsync(ToDev());

        Assert.Equal(PhaseStatus.Done, report.Status);
        Assert.Equal(Head(), report.Steps[0].Result.Outputs["commit"]);
        Assert.Equal(head, _bench.Git.Run(_values, "rev-parse", "main^"));
        Assert.Equal(Dev, _bench.Git.Run(_values, "diff", "--name-only", "main^", "main"));
        Assert.Contains($"\nRewrite-Release: {Dev}={New}\n", _bench.Git.Run(_values, "log", "-1", "--format=%B", "main") + "\n", StringComparison.Ordinal);
        _bench.Git.Run(_checkout, "pull", "--quiet");
        Assert.Equal($"# Written by machines.\r\nimage:\r\n    repository: \"registry.example.org/web\"   # one image\r\n    tag: '{New}'", Read(Dev));
    }

    [Fact]
    public async Task A_plan_says_it_and_commits_nothing()
    {
        var head = Head();
        var planned = await _bench.PlanAsync(ToDev());
        Assert.StartsWith("will commit image.tag 1111111111 -> 2222222222 in " + Dev, planned.Summary, StringComparison.Ordinal);
        Assert.Equal(head, Head());
    }

    [Fact]
    public async Task A_release_that_is_there_is_adopted_without_a_commit_so_that_no_pipeline_runs_in_a_circle()
    {
        await _bench.ApplyAsync(ToDev());
        var head = Head();
        Assert.Equal(StepOutcome.Adopted, (await _bench.ApplyAsync(ToDev())).Steps[0].Result.Outcome);
        Assert.Equal(head, Head());
    }

    [Fact]
    public async Task The_value_of_one_file_is_promoted_to_another_and_taken_back()
    {
        await _bench.ApplyAsync(ToDev());
        var before = _bench.Git.Run(_values, "rev-parse", "main^{tree}");

        await _bench.ApplyAsync(ToProd());
        _bench.Git.Run(_checkout, "pull", "--quiet");
        Assert.Equal($"image:\n  repository: registry.example.org/web\n  tag: {New}\n", Read(Prod));

        Assert.Equal(PhaseStatus.RolledBack, (await _bench.RollBackAsync()).Status);
        Assert.Equal(before, _bench.Git.Run(_values, "rev-parse", "main^{tree}"));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("main")]
    [InlineData("2222222")]
    public async Task A_tag_that_can_change_its_meaning_is_refused(string tag)
    {
        _bench.Set(("tag", tag));
        Assert.Contains((await _bench.ApplyAsync(ToDev())).Diagnostics, d => d.Id == "RW3054");
    }

    [Theory]
    [InlineData("RW3053", "image:\n  repository: registry.example.org/web\n  tag: 1.0.0\nenv:\n  TOKEN: x\n")]
    [InlineData("RW3053", "image:\n  repository: registry.example.org/web\n  tag: 1.0.0\n  password:\n")]
    [InlineData("RW3055", "image:\n  repository: registry.example.org/web\n")]
    [InlineData("RW3059", "image:\n  repository: registry.example.org/another\n  tag: 1.0.0\n")]
    public async Task A_release_file_that_is_not_what_it_should_be_is_refused(string code, string text)
    {
        Write(Prod, text);
        _bench.Git.Commit(_checkout, "change");
        var head = Head();

        Assert.Contains((await _bench.ApplyAsync(ToProd())).Diagnostics, d => d.Id == code);
        Assert.Equal(head, Head());
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        var step = ToDev() with { To = File("nowhere.yaml") };
        Assert.Contains((await _bench.ApplyAsync(step)).Diagnostics, d => d.Id == "RW3055" && d.GetMessage(CultureInfo.InvariantCulture).Contains("'nowhere.yaml' is not on 'main'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_branch_that_goes_on_meanwhile_gets_the_release_on_top()
    {
        var theirs = string.Empty;
        _bench.Processes = new MeddlingRunner(IsPush, before: () => theirs = _bench.Git.Commit(_checkout, "theirs"), behind: null);

        Assert.Equal(PhaseStatus.Done, (await _bench.ApplyAsync(ToDev())).Status);
        Assert.Equal(theirs, _bench.Git.Run(_values, "rev-parse", "main^"));
    }

    [Fact]
    public async Task A_value_that_somebody_changed_since_is_not_taken_back()
    {
        await _bench.ApplyAsync(ToDev());
        _bench.Git.Run(_checkout, "pull", "--quiet");
        Write(Dev, Read(Dev).Replace(New, "3333333333333333333333333333333333333333", StringComparison.Ordinal));
        _bench.Git.Commit(_checkout, "another release");
        var head = Head();

        Assert.Contains((await _bench.RollBackAsync()).Diagnostics, d => d.Id == "RW3047");
        Assert.Equal(head, Head());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_dies_around_the_push_is_resumed_and_can_be_taken_back(bool pushed)
    {
        var start = _bench.Git.Run(_values, "rev-parse", "main^{tree}");
        Action die = () => throw new InvalidOperationException("killed");
        _bench.Processes = new MeddlingRunner(IsPush, before: pushed ? null : die, behind: pushed ? die : null);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.ApplyAsync(ToDev()));
        _bench.Processes = new SystemProcessRunner();

        Assert.Equal(pushed ? StepOutcome.Adopted : StepOutcome.Succeeded, (await _bench.ApplyAsync(ToDev())).Steps[0].Result.Outcome);
        Assert.Equal("2", _bench.Git.Run(_values, "rev-list", "--count", "main"));
        await _bench.RollBackAsync();
        Assert.Equal(start, _bench.Git.Run(_values, "rev-parse", "main^{tree}"));
    }

    [Fact]
    public async Task An_address_with_a_password_is_refused_before_anything_is_asked()
    {
        var report = await _bench.ApplyAsync(ToDev() with { To = new ReleaseFile("https://ada:hunter2@127.0.0.1:1/values.git", "main", Dev, "image.tag") });

        Assert.Contains(report.Diagnostics, d => d.Id == "RW3058");
        Assert.DoesNotContain(report.Diagnostics, d => d.GetMessage(CultureInfo.InvariantCulture).Contains("hunter2", StringComparison.Ordinal));
    }

    private static bool IsPush(ProcessRequest request) => request.Arguments.Contains("push");

    private CopyReleaseStep ToDev() => Step(File(Dev), null, "${tag}");

    private CopyReleaseStep ToProd() => Step(File(Prod), File(Dev), null);

    private static CopyReleaseStep Step(ReleaseFile to, ReleaseFile? from, string? value) =>
        new(PromotionBench.Header("release", "copy-release"), to, from, value, ["image.repository", "image.tag"], "[0-9a-f]{40}|[0-9]+[.][0-9]+[.][0-9]+", null);

    private ReleaseFile File(string path) => new(_values, "main", path, "image.tag");

    private string Head() => _bench.Git.Run(_values, "rev-parse", "main");

    private string Read(string path) => System.IO.File.ReadAllText(Path.Combine(_checkout, path));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_checkout, path))!);
        System.IO.File.WriteAllText(Path.Combine(_checkout, path), text);
    }
}
