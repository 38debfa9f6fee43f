using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Planning;

/// <summary>Whether a step is to run at all.</summary>
internal static class StepConditions
{
    /// <summary>Why a step is skipped; null where it runs.</summary>
    public static string? SkipReason(Step step, SettingValues settings) =>
        step.Header.If is { } setting && settings.Find(setting) is null ? $"no value for '{setting}': give it with --set {setting}=…" : null;

    /// <summary>The end of a step whose need did not succeed, as may be where that one's failure lets the phase go on.</summary>
    public static StepResult NeedMissing(string need) => new(StepOutcome.Errored, $"it needs '{need}', which did not succeed");
}
