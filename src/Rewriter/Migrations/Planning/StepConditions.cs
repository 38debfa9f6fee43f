using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations.Planning;

/// <summary>Whether a step is to run at all.</summary>
internal static class StepConditions
{
    /// <summary>Why a step is skipped; null where it runs.</summary>
    public static string? SkipReason(Step step, SettingValues settings) =>
        step.Header.If is { } setting && settings.Find(setting) is null ? $"no value for '{setting}': give it with --set {setting}=…" : null;
}
