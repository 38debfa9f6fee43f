using System.Collections.Immutable;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;
using Rewriter.Processes;
using Rewriter.Tests.Git;

namespace Rewriter.Tests.Migrations;

/// <summary>Files that a deployment needs: checked where they are there, created by one commit where they are missing.</summary>
public sealed class EnsureFilesTests : IDisposable
{
    private const string Content = "image:\n  tag: 1.0.0\n";
    private readonly PromotionBench _bench = new();
    private readonly string _values;

    public EnsureFilesTests()
    {
        _values = _bench.Git.Remote("values.git");
        var checkout = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_values)!, "values")).FullName;
        File.WriteAllText(Path.Combine(checkout, "there.yaml"), "image:\n  tag: 0.9.0\n");
        _bench.Git.Populate(checkout, _values);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_is_missing_is_created_by_one_commit_and_what_is_there_stays_as_it_is()
    {
        var head = Head();

        var report = await _bench.ApplyAsync(Step("there.yaml", "deploy/new.yaml", "deploy/other.yaml"));

        Assert.Equal(PhaseStatus.Done, report.Status);
        Assert.Equal(Head(), report.Steps[0].Result.Outputs["commit"]);
        Assert.Equal(head, _bench.Git.Run(_values, "rev-parse", "main^"));
        Assert.Equal("deploy/new.yaml\ndeploy/other.yaml", _bench.Git.Run(_values, "diff", "--name-only", "main^", "main"));
        Assert.Equal(Content.TrimEnd('\n'), _bench.Git.Run(_values, "show", "main:deploy/new.yaml"));
        Assert.Equal(StepOutcome.Adopted, (await _bench.ApplyAsync(Step("there.yaml", "deploy/new.yaml"))).Steps[0].Result.Outcome);
    }

    [Fact]
    public async Task A_plan_says_it_and_commits_nothing()
    {
        var head = Head();

        Assert.Equal("will create deploy/new.yaml", (await _bench.PlanAsync(Step("there.yaml", "deploy/new.yaml"))).Summary);
        Assert.Equal(head, Head());
    }

    [Theory]
    [InlineData("image.tag", "1.0.0", "image.tag", "'image.tag' is '0.9.0' and must be '1.0.0'")]
    [InlineData("image.tag", "0.9.0", "image.repository", "it holds 'image.tag'")]
    public async Task A_file_that_is_not_as_it_should_be_fails_and_nothing_is_created(string key, string value, string only, string why)
    {
        var head = Head();
        var files = Step("there.yaml", "deploy/new.yaml").Files;
        var expected = files[0] with { Only = [only], Expect = ImmutableSortedDictionary<string, string>.Empty.Add(key, value) };

        var report = await _bench.ApplyAsync(Step() with { Files = [expected, files[1]] });

        Assert.Contains(report.Diagnostics, d => d.Id == "RW3053" && d.ToString().Contains(why, StringComparison.Ordinal));
        Assert.Equal(head, Head());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_dies_around_the_push_is_resumed_and_can_be_taken_back(bool pushed)
    {
        var start = _bench.Git.Run(_values, "rev-parse", "main^{tree}");
        await DieAroundPushAsync(pushed, Step("deploy/new.yaml"));

        Assert.Equal(pushed ? StepOutcome.Adopted : StepOutcome.Succeeded, (await _bench.ApplyAsync(Step("deploy/new.yaml"))).Steps[0].Result.Outcome);
        Assert.Equal("2", _bench.Git.Run(_values, "rev-list", "--count", "main"));
        Assert.Equal(PhaseStatus.RolledBack, (await _bench.RollBackAsync()).Status);
        Assert.Equal(start, _bench.Git.Run(_values, "rev-parse", "main^{tree}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mark_whose_process_dies_around_the_push_is_resumed_and_can_be_taken_back(bool pushed)
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        var start = _bench.Git.Refs(_bench.Remote);
        var mark = new MarkGoodStep(PromotionBench.Header("mark", "mark-good"), "prod-working", "prod-stable", "origin");
        await DieAroundPushAsync(pushed, mark);

        Assert.Equal(pushed ? StepOutcome.Adopted : StepOutcome.Succeeded, (await _bench.ApplyAsync(mark)).Steps[0].Result.Outcome);
        Assert.Equal(_bench.Peeled("prod-stable"), _bench.Peeled("prod-working"));
        Assert.Equal(PhaseStatus.RolledBack, (await _bench.RollBackAsync()).Status);
        Assert.Equal(start, _bench.Git.Refs(_bench.Remote));
    }

    private async Task DieAroundPushAsync(bool pushed, Step step)
    {
        Action die = () => throw new InvalidOperationException("killed");
        _bench.Processes = new MeddlingRunner(r => r.Arguments.Contains("push"), before: pushed ? null : die, behind: pushed ? die : null);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.ApplyAsync(step));
        _bench.Processes = new SystemProcessRunner();
    }

    private EnsureFilesStep Step(params string[] files) => new(
        PromotionBench.Header("files", "ensure-files"),
        new ReleaseFile(_values, "main", string.Empty, string.Empty),
        [.. files.Select(f => new ExpectedFile(f, Content, [], ImmutableSortedDictionary<string, string>.Empty))]);

    private string Head() => _bench.Git.Run(_values, "rev-parse", "main");
}
