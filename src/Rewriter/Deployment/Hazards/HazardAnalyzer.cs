using System.Collections.Immutable;
using System.Globalization;

namespace Rewriter.Deployment.Hazards;

/// <summary>Runs every hazard rule over a phase.</summary>
public static class HazardAnalyzer
{
    /// <summary>All rules, ordered by the number in their id.</summary>
    public static ImmutableArray<HazardRule> Rules { get; private set; } = [];

    /// <summary>Adds a rule; called from a module initializer.</summary>
    /// <exception cref="InvalidOperationException">There is one of that id already.</exception>
    public static void Register(HazardRule rule)
    {
        if (Rules.Any(r => r.Id == rule.Id)) throw new InvalidOperationException($"There are two hazards '{rule.Id}'.");
        var place = Rules.TakeWhile(r => Number(r) < Number(rule)).Count();
        Rules = Rules.Insert(place, rule);
    }

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

    private static int Number(HazardRule rule) => int.Parse(rule.Id.AsSpan(1), CultureInfo.InvariantCulture);
}
