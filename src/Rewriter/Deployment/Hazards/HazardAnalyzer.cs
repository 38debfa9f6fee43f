using System.Collections.Immutable;

namespace Rewriter.Deployment.Hazards;

/// <summary>Runs every hazard rule over a phase.</summary>
public static class HazardAnalyzer
{
    /// <summary>All rules, ordered by the number in their id.</summary>
    public static ImmutableArray<HazardRule> Rules { get; } =
    [
        .. typeof(HazardAnalyzer).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(HazardRule)) && !t.IsAbstract)
            .Select(t => (HazardRule)Activator.CreateInstance(t)!)
            .OrderBy(r => int.Parse(r.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>The hazards of a phase: blockers first, then by id and subject. Allowed ones are in it, marked.</summary>
    public static ImmutableArray<HazardFinding> Analyze(HazardContext context) =>
    [
        .. Rules.SelectMany((rule, index) => rule.Find(context).Select(finding => (index, finding)))
            .OrderBy(f => f.finding.Severity).ThenBy(f => f.index).ThenBy(f => f.finding.Subject, StringComparer.Ordinal)
            .Select(f => Allow(f.finding, context.Allowed)),
    ];

    private static HazardFinding Allow(HazardFinding finding, ImmutableArray<AllowedHazard> allowed)
    {
        var match = allowed.FirstOrDefault(a => a.Id == finding.Id && (a.Subject is null || a.Subject == finding.Subject));
        return match is null ? finding : finding with { AllowedBecause = match.Because };
    }
}
