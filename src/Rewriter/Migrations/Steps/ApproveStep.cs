using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Waits until people agree to what lies behind it. An agreement is bound to the plan of that: where a file, a state, a
/// setting or the migration changes afterwards, it holds no longer.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Approvers">Who may agree; empty for everybody.</param>
/// <param name="Minimum">How many must.</param>
/// <param name="Expires">How long an agreement holds; null for ever.</param>
/// <param name="Checklist">Lines that must each be confirmed.</param>
public sealed record ApproveStep(StepHeader Header, ImmutableArray<string> Approvers, int Minimum, TimeSpan? Expires, ImmutableArray<string> Checklist) : Step(Header)
{
    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.IsSimulation ? StepResult.Succeeded($"will wait for {Wanted}") : Judge(context));

    /// <summary>Who must agree, in words.</summary>
    public string Wanted => Approvers.IsEmpty
        ? string.Create(CultureInfo.InvariantCulture, $"{Minimum} {(Minimum == 1 ? "approval" : "approvals")}")
        : string.Create(CultureInfo.InvariantCulture, $"{Minimum} of {string.Join(", ", Approvers)}");

    private StepResult Judge(StepContext context)
    {
        // A person's last word counts, so that one who objected can agree later.
        var words = context.Run.Where(e => e.Step == Header.Id && e.Event is LedgerEvent.Approved or LedgerEvent.Rejected && e.Step == Header.Id)
            .GroupBy(e => e.By).Select(g => g.Last()).ToList();
        if (words.FirstOrDefault(w => w.Event == LedgerEvent.Rejected) is { } rejection)
            return StepResult.Failed(Descriptors.Rejected.Anywhere(Header.Id, rejection.By, rejection.Summary));

        var problems = words.Select(w => (Word: w, Problem: ProblemOf(w, context))).ToLookup(w => w.Problem is null);
        var valid = problems[true].Select(w => w.Word).ToList();
        var confirmed = valid.SelectMany(v => v.Evidence).ToHashSet(StringComparer.Ordinal);
        var open = Checklist.Where(l => !confirmed.Contains(l)).ToList();
        if (valid.Count >= Minimum && open.Count == 0)
            return StepResult.Succeeded($"approved by {string.Join(", ", valid.Select(v => v.By))}") with { Evidence = [.. Checklist.Select(l => $"confirmed: {l}")] };

        var missing = new List<string>(problems[false].Select(p => p.Problem!));
        if (valid.Count < Minimum) missing.Add($"needs {Wanted}, has {valid.Count}");
        if (open.Count > 0) missing.Add($"{open.Count} of {Checklist.Length} lines of its checklist are not confirmed: {string.Join("; ", open)}");
        return new StepResult(StepOutcome.Waiting, $"{string.Join("; ", missing)}. Decide with 'rewrite approve {context.Phase.Id} {Header.Id}'");
    }

    private string? ProblemOf(LedgerEntry word, StepContext context)
    {
        if (Expires is { } holds && word.At + holds < context.Time.GetUtcNow()) return $"the approval of {word.By} expired on {WaitStep.Text(word.At + holds)}";
        return word.Digest == context.ApprovalDigest ? null : $"the plan changed since {word.By} approved it";
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("approve", (header, reader, _) =>
    {
        var approvers = reader.Texts("approvers");
        var minimum = reader.Number("minimum") ?? 1;
        if (minimum < 1 || (!approvers.IsEmpty && minimum > approvers.Distinct().Count()))
            reader.Report(Descriptors.DefinitionShape, "minimum", $"'minimum' of step '{header.Id}'", approvers.IsEmpty ? "1 or more" : $"a number from 1 to {approvers.Distinct().Count()}", $"'{minimum}'");
        return new ApproveStep(header, approvers, minimum, reader.Duration("expires"), reader.Texts("checklist"));
    });
}
