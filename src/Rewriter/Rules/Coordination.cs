using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;

namespace Rewriter.Rules;

/// <summary>All places of a role must say the same generation: a half-renamed repository is worse than an unrenamed one.</summary>
public static class Coordination
{
    /// <summary>One finding for each role whose places, kept ones aside, disagree.</summary>
    public static IEnumerable<Diagnostic> Findings(RewriteResult result)
    {
        var places = result.Decisions
            .Where(d => d.Rule is not null && d.Disposition is Disposition.InPlace or Disposition.Changed or Disposition.Proposed && d.Rule is not null)
            .GroupBy(d => d.Rule!.MeaningFor(d.Occurrence)!.Role);
        foreach (var role in places)
        {
            var spellings = role.GroupBy(d => d.Occurrence.Text).Select(g => g.First()).ToList();
            if (spellings.Count > 1)
                yield return Descriptors.HalfRenamed.Anywhere(role.Key.Id, spellings[0].Occurrence.Text, spellings[0].Occurrence.Place, spellings[1].Occurrence.Text, spellings[1].Occurrence.Place);
        }
    }
}
