using System.Globalization;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Reporting;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Output;

/// <summary>Words that all forms of a report share.</summary>
internal static class ReportWords
{
    public static string Progress(PhaseHistory phase) =>
        (phase.Progress switch { PhaseProgress.Done => "done", PhaseProgress.Begun => "begun", _ => "open" })
        + (phase.Runs > 1 ? string.Create(CultureInfo.InvariantCulture, $", {phase.Runs} runs") : string.Empty)
        + (phase.TakenBack.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $", taken back {phase.TakenBack.Length} {(phase.TakenBack.Length == 1 ? "time" : "times")}") : string.Empty);

    public static string Time(DateTimeOffset? at) => at is { } moment ? WaitStep.Text(moment) : string.Empty;

    public static string Took(StepHistory step) => step is { Begun: { } begun, Ended: { } ended } && ended >= begun ? WaitStep.Text(ended - begun) : string.Empty;

    /// <summary>When, by whom and why a run was taken back.</summary>
    public static string TakenBack(RunHistory run) =>
        $"Taken back on {Time(run.Undone)}{(run.By is null ? string.Empty : $" by {run.By}")}{(run.Because is null ? string.Empty : $": {run.Because}")}";

    /// <summary>When a run that was taken back had run.</summary>
    public static string Ran(RunHistory run) =>
        $"{(run.Begun is null ? string.Empty : $"begun on {Time(run.Begun)}, ")}{(run.Done is null ? "never done" : $"done on {Time(run.Done)}")}";

    public static string Decision(LedgerEntry entry) => entry.Event switch
    {
        LedgerEvent.Approved => $"approved by {entry.By} on {Time(entry.At)}{(entry.Evidence.IsEmpty ? string.Empty : $", confirmed: {string.Join("; ", entry.Evidence)}")}",
        LedgerEvent.Rejected => $"rejected by {entry.By} on {Time(entry.At)}: {entry.Summary}",
        _ => $"resolved as {(entry.Outcome == StepOutcome.Adopted ? "applied" : "reverted")} by {entry.By} on {Time(entry.At)}: {entry.Summary}{(entry.Evidence.IsEmpty ? string.Empty : $" ({string.Join("; ", entry.Evidence)})")}",
    };
}
