using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Migrations.Steps;

/// <summary>Runs the commands of one step, and says what is wrong where one cannot run.</summary>
/// <param name="context">What the step works with.</param>
/// <param name="header">The step.</param>
internal sealed class CommandWork(StepContext context, StepHeader header)
{
    private const int LinesOfErrors = 5;
    private const int LongestText = 300;

    /// <summary>Runs a command to its end; the step's result where it could not be run, or came to no end.</summary>
    public async Task<(ProcessResult? Ran, StepResult? Problem)> TryAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var expanded = line.Expand(context.Settings, out var missing);
        if (missing is not null) return (null, StepResult.Failed(Descriptors.SettingMissing.Anywhere(missing, "a command")));
        if (!context.AllowCommands) return (null, StepResult.Failed(Descriptors.CommandsNotAllowed.Anywhere(header.Id, expanded.Text)) with { Outcome = StepOutcome.Errored });
        if (line.MissingVariables(context.Environment).FirstOrDefault() is { } variable) return (null, StepResult.Failed(Descriptors.VariableMissing.Anywhere(variable, header.Id)) with { Outcome = StepOutcome.Errored });
        try
        {
            var ran = await expanded.RunAsync(context, cancellationToken);
            return ran.End == ProcessEnd.Exited ? (ran, null) : (null, new StepResult(StepOutcome.Inconclusive, $"{expanded.Words[0]} was stopped before its end"));
        }
        catch (ProgramMissingException none)
        {
            return (null, StepResult.Failed(Descriptors.CommandFailed.Anywhere(expanded.Text, none.Message)) with { Outcome = StepOutcome.Errored });
        }
    }

    /// <summary>A command that did not do what it should; what it said goes to the person, not into the ledger.</summary>
    public static StepResult Failed(CommandLine line, ProcessResult ran, string why)
    {
        var said = EndOf(ran.Error.Trim().Length > 0 ? ran.Error : ran.Output);
        return StepResult.Failed(Descriptors.CommandFailed.Anywhere(line.Text, said.Length == 0 ? why : $"{why}: {said}")) with { Summary = $"{line.Words[0]}: {why}" };
    }

    /// <summary>The last lines of what a command said, in one line.</summary>
    public static string EndOf(string said) =>
        string.Join(" | ", said.Trim().Split('\n').TakeLast(LinesOfErrors).Select(l => Short(l.Trim())).Where(l => l.Length > 0));

    /// <summary>The beginning of a long text.</summary>
    public static string Short(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");

    /// <summary>The exit codes of the key <c>expect</c>; 0 where it is missing.</summary>
    public static ImmutableArray<int> ReadExitCodes(DefinitionReader reader)
    {
        var codes = ImmutableArray.CreateBuilder<int>();
        foreach (var text in reader.Scalars("expect"))
        {
            if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 0 and < 256) codes.Add(code);
            else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, text.Span, "an exit code", "a number from 0 to 255", $"'{text.Value}'"));
        }

        return codes.Count == 0 ? [0] : codes.ToImmutable();
    }

    /// <summary>A regular expression; null where the key is missing or it is none, which is reported.</summary>
    public static string? ReadPattern(DefinitionReader reader, string key)
    {
        if (reader.Text(key) is not { } pattern) return null;
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return pattern;
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            reader.Report(Descriptors.BadPattern, key, pattern, "regular expression", broken.Message);
            return null;
        }
    }
}
