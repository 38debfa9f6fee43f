using System.Globalization;
using System.Text.Json.Nodes;
using Rewriter.Migrations;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Reporting;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Output;

/// <summary>What <c>status</c> says.</summary>
internal static class StatusOutput
{
    public static void Text(TextWriter writer, Style style, MigrationSession session)
    {
        writer.WriteLine($"{style.Strong(session.Migration.Id)}  {session.Migration.Why.Trim()}");
        foreach (var phase in session.Migration.Phases)
        {
            writer.WriteLine();
            writer.WriteLine($"{style.Strong(phase.Id)}  {Word(style, session.ProgressOf(phase))}  {phase.Title}");
            foreach (var step in phase.Steps)
            {
                var last = session.Ledger.LastOf(session.Migration.Id, phase.Id, step.Header.Id);
                var when = last is null ? string.Empty : style.Faint($"  {last.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}Z");
                writer.WriteLine($"  {State(last),-13} {step.Header.Id,-22} {last?.Summary ?? step.Header.Title}{when}");
            }

            foreach (var item in phase.Checklist)
            {
                var done = item.Step is not null && session.Ledger.LastOf(session.Migration.Id, phase.Id, item.Step)?.Outcome is StepOutcome.Succeeded or StepOutcome.Adopted;
                writer.WriteLine($"  [{(done ? 'x' : ' ')}] {item.Text}{(item.IsClaimed && !done ? style.Faint("  (ticked by hand; the step checks it)") : string.Empty)}");
            }
        }

        writer.WriteLine();
        writer.WriteLine(NextStep.Of(session));
    }

    public static string Json(MigrationSession session) => JsonText.Write(new JsonObject
    {
        ["migration"] = session.Migration.Id,
        ["phases"] = JsonText.Array(session.Migration.Phases.Select(p => (JsonNode?)new JsonObject
        {
            ["id"] = p.Id,
            ["title"] = p.Title,
            ["progress"] = JsonText.Word(session.ProgressOf(p)),
            ["steps"] = JsonText.Array(p.Steps.Select(s => StepJson(session, p, s))),
        })),
        ["next"] = NextStep.Of(session),
    });

    private static JsonObject StepJson(MigrationSession session, Phase phase, Step step)
    {
        var last = session.Ledger.LastOf(session.Migration.Id, phase.Id, step.Header.Id);
        return new JsonObject
        {
            ["id"] = step.Header.Id,
            ["kind"] = step.Header.Kind,
            ["state"] = State(last),
            ["at"] = last?.At.ToString("O", CultureInfo.InvariantCulture),
            ["summary"] = last?.Summary,
        };
    }

    private static string State(LedgerEntry? last) => last is null ? "open" : last.Event == LedgerEvent.StepBegun ? "interrupted" : JsonText.Word(last.Outcome!.Value);

    private static string Word(Style style, PhaseProgress progress) => progress switch
    {
        PhaseProgress.Done => style.Good("done"),
        PhaseProgress.Begun => style.Warn("begun"),
        _ => style.Faint("open"),
    };
}
