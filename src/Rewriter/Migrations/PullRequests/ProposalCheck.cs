using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment.Hazards;
using Rewriter.Forges;
using Rewriter.Rules;

namespace Rewriter.Migrations.PullRequests;

/// <summary>The check that is reported on the commit of a pull request, with remarks on the lines.</summary>
internal static class ProposalCheck
{
    private const int MaxAnnotations = 500;

    /// <summary>The check of a proposal.</summary>
    public static CheckReport Of(Proposal proposal, string sha)
    {
        var plan = proposal.Plan;
        var open = plan.Hazards.Count(h => h.AllowedBecause is null);
        var left = plan.Phase.Settles ? plan.Outcome.Of(Disposition.Leftover).Count() : 0;
        var title = string.Create(CultureInfo.InvariantCulture, $"{proposal.Files.Length} {(proposal.Files.Length == 1 ? "file" : "files")}, {open} {(open == 1 ? "hazard" : "hazards")}, {left} left over");
        return new CheckReport($"rewrite/{proposal.Unit}", sha, left == 0 ? CheckState.Success : CheckState.Failure, title, new PullRequestBody(proposal, _ => Ledgers.PhaseProgress.NotBegun).Write(), Annotations(proposal));
    }

    private static ImmutableArray<CheckAnnotation> Annotations(Proposal proposal)
    {
        var plan = proposal.Plan;
        var hazards = plan.Hazards.SelectMany(h => h.Evidence.Where(e => e is { File: not null, Line: not null }).Select(e => new CheckAnnotation(e.File!, e.Line!.Value, e.Line.Value, Level(h), $"{h.Id}: {h.Message} {e.Text}")));
        var left = plan.Outcome.Of(Disposition.Leftover).Select(d => At(d, plan.Phase.Settles ? AnnotationLevel.Failure : AnnotationLevel.Notice, $"'{d.Occurrence.Text}' is {d.Reason}"));
        var proposed = plan.Steps.SelectMany(s => s.Result?.Decisions ?? []).Where(d => d.Disposition == Disposition.Proposed).Select(d => At(d, AnnotationLevel.Notice, $"rule '{d.Rule!.Id}' would make this '{d.NewText}' once a person agrees"));
        var warnings = plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning && d.Location.GetLineSpan() is { IsValid: true, Path.Length: > 0 })
            .Select(d => new CheckAnnotation(d.Location.GetLineSpan().Path, d.Location.GetLineSpan().StartLinePosition.Line + 1, d.Location.GetLineSpan().EndLinePosition.Line + 1, AnnotationLevel.Warning, $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"));
        return [.. hazards.Concat(left).Concat(proposed).Concat(warnings).Take(MaxAnnotations).Select(a => a with { Path = proposal.Prefix + a.Path })];
    }

    private static AnnotationLevel Level(HazardFinding hazard) => hazard.AllowedBecause is not null ? AnnotationLevel.Notice : hazard.Stops ? AnnotationLevel.Failure : AnnotationLevel.Warning;

    private static CheckAnnotation At(Decision decision, AnnotationLevel level, string message) =>
        new(decision.Occurrence.File.Value, decision.Occurrence.Position.Line + 1, decision.Occurrence.Position.Line + 1, level, message);
}
