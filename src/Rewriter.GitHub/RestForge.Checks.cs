using System.Collections.Immutable;
using System.Net;
using Rewriter.Forges;
using Rewriter.GitHub.Http;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub;

/// <content>Checks and statuses.</content>
public sealed partial class RestForge
{
    private const int AnnotationPortion = 50;
    private const int LongestDescription = 140;

    // GitHub's longest summary of a check run, in characters.
    private const int LongestSummary = 65_535;

    // Set once a check run was refused: the identity is no App, and every later try would be refused too.
    private volatile bool _onlyStatuses;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ForgeCheck>> GetChecksAsync(string sha, CancellationToken cancellationToken)
    {
        if (_planned.Commits.ContainsKey(sha)) return [];
        var commit = $"/commits/{Uri.EscapeDataString(sha)}";
        var runs = await _transport.ReadAllAsync(_transport.Repository($"{commit}/check-runs?filter=latest") with { Needs = "checks=read" }, GitHubJson.Default.CheckRunsDto, page => page.CheckRuns, cancellationToken);
        var statuses = await _transport.ReadAllAsync(_transport.Repository($"{commit}/status") with { Needs = "statuses=read" }, GitHubJson.Default.CombinedStatusDto, page => page.Statuses, cancellationToken);
        return
        [
            .. runs.GroupBy(r => r.Name, StringComparer.Ordinal).Select(g => g.MaxBy(r => r.Id)!).Select(r => new ForgeCheck(r.Name, StateOf(r.Status, r.Conclusion), r.HtmlUrl ?? r.DetailsUrl)),
            .. statuses.Select(s => new ForgeCheck(s.Context, StateOf(s.State), s.TargetUrl)),
        ];
    }

    /// <inheritdoc/>
    public async Task<bool> ReportCheckAsync(CheckReport report, CancellationToken cancellationToken)
    {
        if (!_onlyStatuses && await ReportRunAsync(report, cancellationToken)) return true;
        _onlyStatuses = true;
        var status = new NewStatusDto(report.State.ToString().ToLowerInvariant(), report.Name, DescriptionOf(report));
        var request = _transport.Repository(HttpMethod.Post, $"/statuses/{Uri.EscapeDataString(report.Sha)}", status, GitHubJson.Default.NewStatusDto);
        await _transport.SendAsync(request with { IsRepeatable = true, Needs = "checks=write or statuses=write" }, cancellationToken);
        return false;
    }

    // The newest run of a name counts, so that a run made twice is no harm.
    private async Task<bool> ReportRunAsync(CheckReport report, CancellationToken cancellationToken)
    {
        var portions = PortionsOf(report.Annotations);
        var (status, conclusion) = report.State switch
        {
            CheckState.Success => ("completed", "success"),
            CheckState.Failure => ("completed", "failure"),
            _ => ("in_progress", (string?)null),
        };
        var run = new NewCheckRunDto(report.Name, report.Sha, status, conclusion, Output(report, portions[0]));
        var request = _transport.Repository(HttpMethod.Post, "/check-runs", run, GitHubJson.Default.NewCheckRunDto) with { IsRepeatable = true, Needs = "checks=write" };
        var answer = await _transport.SendAsync(request, cancellationToken, HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        if (!answer.IsSuccess) return false;
        var id = _transport.IsDryRun ? PlannedObjects.Number : GitHubTransport.Read(request, answer, GitHubJson.Default.CheckRunDto).Id;
        foreach (var portion in portions.Skip(1))
        {
            var more = _transport.Repository(HttpMethod.Patch, $"/check-runs/{id}", new CheckRunChangeDto(Output(report, portion)), GitHubJson.Default.CheckRunChangeDto);
            await _transport.SendAsync(more with { Needs = "checks=write" }, cancellationToken);
        }

        return true;
    }

    /// <summary>The annotations as they go into one request each; one empty portion where there are none.</summary>
    internal static List<CheckAnnotation[]> PortionsOf(ImmutableArray<CheckAnnotation> annotations) =>
        annotations.IsDefaultOrEmpty ? [[]] : [.. annotations.Chunk(AnnotationPortion)];

    internal static string SummaryOf(CheckReport report) => Cut(report.Summary, LongestSummary);

    internal static string DescriptionOf(CheckReport report) => Cut(report.Title, LongestDescription);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";

    private static CheckRunOutputDto Output(CheckReport report, CheckAnnotation[] annotations) => new(report.Title, SummaryOf(report), [.. annotations.Select(AnnotationOf)]);

    private static AnnotationDto AnnotationOf(CheckAnnotation a) => new(a.Path, a.StartLine, a.EndLine, a.Level.ToString().ToLowerInvariant(), a.Message);

    // A conclusion that does not matter is no failure; one that asks a person to do something is.
    internal static CheckState StateOf(string? status, string? conclusion) => (status, conclusion) switch
    {
        ("completed", "success" or "neutral" or "skipped") => CheckState.Success,
        ("completed", _) => CheckState.Failure,
        _ => CheckState.Pending,
    };

    internal static CheckState StateOf(string status) => status switch
    {
        "success" => CheckState.Success,
        "pending" => CheckState.Pending,
        _ => CheckState.Failure,
    };
}
