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
        + (phase.TakenBack > 0 ? string.Create(CultureInfo.InvariantCulture, $", taken back {phase.TakenBack} {(phase.TakenBack == 1 ? "time" : "times")}") : string.Empty);

    public static string Time(DateTimeOffset? at) => at is { } moment ? WaitStep.Text(moment) : string.Empty;

    public static string Took(StepHistory step) => step is { Begun: { } begun, Ended: { } ended } && ended >= begun ? WaitStep.Text(ended - begun) : string.Empty;

    public static string Decision(LedgerEntry entry) => entry.Event switch
    {
        LedgerEvent.Approved => $"approved by {entry.By} on {Time(entry.At)}{(entry.Evidence.IsEmpty ? string.Empty : $", confirmed: {string.Join("; ", entry.Evidence)}")}",
        LedgerEvent.Rejected => $"rejected by {entry.By} on {Time(entry.At)}: {entry.Summary}",
        _ => $"resolved as {(entry.Outcome == StepOutcome.Adopted ? "applied" : "reverted")} by {entry.By} on {Time(entry.At)}: {entry.Summary}{(entry.Evidence.IsEmpty ? string.Empty : $" ({string.Join("; ", entry.Evidence)})")}",
    };
}
