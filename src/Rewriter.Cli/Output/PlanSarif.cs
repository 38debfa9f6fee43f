using Rewriter.Migrations.Planning;
using Rewriter.Rules;

namespace Rewriter.Cli.Output;

/// <summary>A plan as SARIF: dangers and messages, and each change as a note on its line.</summary>
internal static class PlanSarif
{
    public static string Write(PhasePlan plan)
    {
        var sarif = new SarifText(plan.Migration.File.Path.Value);
        foreach (var hazard in plan.Hazards) sarif.Add(hazard);
        foreach (var diagnostic in plan.Diagnostics) sarif.Add(diagnostic);
        foreach (var decision in plan.Steps.SelectMany(s => s.Result?.Decisions ?? []).Where(d => d.Rule is not null && d.Disposition is Disposition.Changed or Disposition.Proposed)) sarif.Add(decision);
        return sarif.Write();
    }
}
