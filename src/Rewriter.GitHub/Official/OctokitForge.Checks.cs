using System.Net;
using Rewriter.Forges;

namespace Rewriter.GitHub.Official;

/// <content>Checks and statuses.</content>
public sealed partial class OctokitForge
{
    private volatile bool _onlyStatuses;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeCheck>> GetChecksAsync(string sha, CancellationToken cancellationToken)
    {
        var latest = new Octokit.CheckRunRequest { Filter = Octokit.CheckRunCompletedAtFilter.Latest };
        var runs = await _client.Check.Run.GetAllForReference(_owner, _name, sha, latest, Pages()).WaitAsync(cancellationToken);

        // All that were ever set, the newest first.
        var statuses = await _client.Repository.Status.GetAll(_owner, _name, sha, Pages()).WaitAsync(cancellationToken);
        return
        [
            .. runs.CheckRuns.GroupBy(r => r.Name, StringComparer.Ordinal).Select(g => g.MaxBy(r => r.Id)!)
                .Select(r => new ForgeCheck(r.Name, RestForge.StateOf(r.Status.StringValue, r.Conclusion?.StringValue), AddressOf(r.HtmlUrl ?? r.DetailsUrl))),
            .. statuses.DistinctBy(s => s.Context, StringComparer.Ordinal).Select(s => new ForgeCheck(s.Context, RestForge.StateOf(s.State.StringValue), AddressOf(s.TargetUrl))),
        ];
    }

    /// <inheritdoc/>
    public async Task<bool> ReportCheckAsync(CheckReport report, CancellationToken cancellationToken)
    {
        if (!_onlyStatuses && await ReportRunAsync(report, cancellationToken)) return true;
        _onlyStatuses = true;
        var state = report.State switch
        {
            CheckState.Success => Octokit.CommitState.Success,
            CheckState.Failure => Octokit.CommitState.Failure,
            _ => Octokit.CommitState.Pending,
        };
        var status = new Octokit.NewCommitStatus { State = state, Context = report.Name, Description = RestForge.DescriptionOf(report) };
        await _client.Repository.Status.Create(_owner, _name, report.Sha, status).WaitAsync(cancellationToken);
        return false;
    }

    private async Task<bool> ReportRunAsync(CheckReport report, CancellationToken cancellationToken)
    {
        var portions = RestForge.PortionsOf(report.Annotations);
        var run = new Octokit.NewCheckRun(report.Name, report.Sha) { Output = Output(report, portions[0]) };
        if (report.State == CheckState.Pending) run.Status = Octokit.CheckStatus.InProgress;
        else (run.Status, run.Conclusion) = (Octokit.CheckStatus.Completed, report.State == CheckState.Success ? Octokit.CheckConclusion.Success : Octokit.CheckConclusion.Failure);
        try
        {
            var made = await _client.Check.Run.Create(_owner, _name, run).WaitAsync(cancellationToken);
            foreach (var portion in portions.Skip(1))
                await _client.Check.Run.Update(_owner, _name, made.Id, new Octokit.CheckRunUpdate { Output = Output(report, portion) }).WaitAsync(cancellationToken);
            return true;
        }
        catch (ForgeException refused) when (refused.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static Octokit.NewCheckRunOutput Output(CheckReport report, CheckAnnotation[] annotations) => new(report.Title, RestForge.SummaryOf(report))
    {
        Annotations = [.. annotations.Select(a => new Octokit.NewCheckRunAnnotation(a.Path, a.StartLine, a.EndLine, LevelOf(a.Level), a.Message))],
    };

    private static Octokit.CheckAnnotationLevel LevelOf(AnnotationLevel level) => level switch
    {
        AnnotationLevel.Notice => Octokit.CheckAnnotationLevel.Notice,
        AnnotationLevel.Warning => Octokit.CheckAnnotationLevel.Warning,
        _ => Octokit.CheckAnnotationLevel.Failure,
    };

    private static Uri? AddressOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null;
}
