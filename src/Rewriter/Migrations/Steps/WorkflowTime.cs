using System.Globalization;

namespace Rewriter.Migrations.Steps;

/// <summary>Durations for people.</summary>
internal static class WorkflowTime
{
    /// <summary>A limit in its largest unit: <c>10 min</c>, <c>0.5 s</c>.</summary>
    public static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time.TotalMinutes >= 1 ? time.TotalMinutes : time.TotalSeconds):0.#} {(time.TotalMinutes >= 1 ? "min" : "s")}");
}
