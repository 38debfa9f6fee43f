using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;

namespace Rewriter.Migrations.Execution;

/// <summary>Looks whether everything is as a phase leaves it. Changes nothing.</summary>
/// <param name="session">The migration and what it works on.</param>
public sealed class PhaseVerifier(MigrationSession session)
{
    /// <summary>Verifies files, resources and servers.</summary>
    public async Task<VerifyReport> VerifyAsync(Phase phase, CancellationToken cancellationToken)
    {
        var rules = session.Migration.Rules;
        var files = new RepositoryRewriter(rules, session.Migration.Exclude).Rewrite(session.Workspace, phase.Generation, rules.Rules);
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        findings.AddRange(files.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        findings.AddRange(PhasePlanner.Leftovers(phase.Settles ? files : OwnPlaces(phase, files), session.Workspace));
        if (phase.Settles) findings.AddRange(Coordination.Findings(files));

        var context = session.ContextFor(phase, "verify");
        var resources = ImmutableArray.CreateBuilder<VerificationReport>();
        foreach (var apply in phase.Steps.OfType<ApplyStep>())
        {
            var (target, problem) = await apply.Use.TargetAsync(context, cancellationToken);
            if (problem is not null) findings.Add(problem);
            if (target is null) continue;
            var report = await context.Engine.VerifyAsync(target, cancellationToken);
            resources.Add(report);
            findings.AddRange(report.Findings.Select(f => Descriptors.EngineFailed.Anywhere($"{f.Message} [{f.Address}]", f.Kind)));
            if (report.Failure is { } failure) findings.Add(Descriptors.EngineFailed.Anywhere($"{failure.Message} {failure.Remedy}", failure.Code));
        }

        var checks = ImmutableArray.CreateBuilder<(Step, StepResult)>();
        foreach (var check in phase.Steps.OfType<HttpCheckStep>())
        {
            var result = StepConditions.SkipReason(check, session.Settings) is { } skip ? new StepResult(StepOutcome.Skipped, skip) : await check.RunAsync(context, cancellationToken);
            checks.Add((check, result));
            findings.AddRange(result.Diagnostics);
        }

        return new VerifyReport(phase, files, resources.ToImmutable(), checks.ToImmutable(), findings.ToImmutable());
    }

    // A phase that leaves names to later ones answers for the places of its own rules.
    private static Rules.RewriteResult OwnPlaces(Phase phase, Rules.RewriteResult files)
    {
        var own = phase.Steps.OfType<RewriteStep>().SelectMany(s => s.Rules).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return files with { Decisions = [.. files.Decisions.Where(d => d.Rule is not null && own.Contains(d.Rule.Id))] };
    }
}
