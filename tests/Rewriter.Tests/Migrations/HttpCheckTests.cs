using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>Checks of a server: what is well, what is not, and what is not known.</summary>
public sealed class HttpCheckTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData("json: { status: ok, 'parts[0].state': up }", "{\"status\":\"ok\",\"parts\":[{\"state\":\"up\"}]}", null)]
    [InlineData("json: { status: ok }", "{\"status\":\"degraded\"}", "status 'degraded' and not 'ok'")]
    [InlineData("json: { status: ok }", "no json", "status missing and not 'ok'")]
    [InlineData("latency: 100ms", "slow", "longer than 0.1 s")]
    [InlineData("latency: 3s", "slow", null)]
    public async Task An_answer_is_judged_by_its_json_and_its_latency(string keys, string body, string? problem)
    {
        _harness.Http = new Site(_ => new HttpAnswer(200, body, null, TimeSpan.FromSeconds(body == "slow" ? 2 : 0), null));

        var report = await ApplyAsync(keys);

        Assert.Equal(problem is null ? PhaseStatus.Done : PhaseStatus.Stopped, report.Status);
        if (problem is not null) Assert.Contains(problem, report.Diagnostics[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_where_it_has_been_is_a_loop_at_once()
    {
        var asked = 0;
        _harness.Http = new Site(url => new HttpAnswer(302, string.Empty, new Uri(url.AbsolutePath == "/" ? "/login" : "/", UriKind.Relative), TimeSpan.Zero, ++asked > 9 ? "too often" : null));

        var report = await ApplyAsync("redirects: 50");

        Assert.Contains("it leads back to http://127.0.0.1/", report.Diagnostics[^1].ToString(), StringComparison.Ordinal);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Good_answers_in_a_row_are_counted_anew_after_a_bad_one()
    {
        var answers = new Queue<int>([200, 500, 200, 200]);
        _harness.Http = new Site(_ => new HttpAnswer(answers.Dequeue(), string.Empty, null, TimeSpan.Zero, null));

        var report = await ApplyAsync("consecutive: 2\nretry: { max: 4, backoff: 1s }");

        Assert.Equal((PhaseStatus.Done, 4), (report.Status, report.Steps[0].Result.Evidence.Length));
    }

    [Fact]
    public async Task Where_the_time_of_the_whole_check_runs_out_it_is_inconclusive()
    {
        _harness.Http = new Site(_ => new HttpAnswer(503, string.Empty, null, TimeSpan.Zero, null));

        // The clock of this test fires every timer at once, on another thread, so the limit is over long before the last question.
        var report = await ApplyAsync("timeout: 1m\nretry: { max: 1000000000, backoff: 1s }");

        Assert.Equal(PhaseStatus.Inconclusive, report.Status);
        Assert.Contains("within 1 min 0 s", report.Steps[0].Result.Summary, StringComparison.Ordinal);
    }

    private Task<PhaseReport> ApplyAsync(string keys) => _harness.ApplyAsync(_harness.Load(PhaseHarness.OneStep($"kind: http-check\nurl: http://127.0.0.1/\n{keys}")).Phases[0]);

    private sealed class Site(Func<Uri, HttpAnswer> answer) : IHttpProbe
    {
        public Task<HttpAnswer> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(answer(url));
        }
    }
}
