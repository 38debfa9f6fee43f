using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Runs a program. It says how it is taken back or that it is not, and runs only where the user allowed commands.
/// A run whose process died is decided by <paramref name="Check"/>, else it runs again only where it is idempotent.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Line">What runs.</param>
/// <param name="Check">Exits with 0 where it is done already; null where nothing tells.</param>
/// <param name="Undo">Takes it back; null where it is irreversible.</param>
/// <param name="Irreversible">Why it cannot be taken back; null where it can.</param>
/// <param name="IsIdempotent">True where running twice does no harm.</param>
/// <param name="Expect">The exit codes that are well.</param>
/// <param name="Output">What its output must hold; the match is kept as evidence. Null where any will do.</param>
public sealed record CommandStep(
    StepHeader Header,
    CommandLine Line,
    CommandLine? Check,
    CommandLine? Undo,
    string? Irreversible,
    bool IsIdempotent,
    ImmutableArray<int> Expect,
    string? Output) : Step(Header)
{
    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override string? IrreversibleBecause => Irreversible;

    /// <inheritdoc/>
    public override ImmutableArray<CommandLine> Commands => Check is null ? [Line] : [Check, Line];

    /// <inheritdoc/>
    public override ImmutableArray<CommandLine> UndoCommands => Undo is null ? [] : [Undo];

    /// <inheritdoc/>
    public override bool UndoCoversEarlierRuns => true;

    /// <inheritdoc/>
    public override bool MayRepeat(StepResult result) => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var work = new CommandWork(context, Header);
        var line = Line.Expand(context.Settings, out var missing);
        var undo = Undo?.Expand(context.Settings, out _) is { } back ? JsonSerializer.SerializeToElement(CommandUndo.Of(back), CommandJson.Default.CommandUndo) : (JsonElement?)null;
        if (missing is not null) return StepResult.Failed(Descriptors.SettingMissing.Anywhere(missing, "a command"));
        if (context.IsSimulation) return StepResult.Succeeded($"will run {line.Text}") with { Undo = undo };

        if (Check is not null)
        {
            var (done, problem) = await work.TryAsync(Check, cancellationToken);
            if (done is null) return problem! with { Undo = context.IsUncertain ? undo : null };

            // What somebody else did is not taken back; what an interrupted run of this step did is.
            if (done.ExitCode == 0) return new StepResult(StepOutcome.Adopted, $"done already, as {Check.Expand(context.Settings, out _).Text} tells") { Undo = context.IsUncertain ? undo : null };
        }
        else if (context.IsUncertain && !IsIdempotent)
        {
            return new StepResult(StepOutcome.Inconclusive, "an earlier run of it came to no end, and nothing tells whether it took effect") { Undo = undo };
        }

        var (ran, failed) = await work.TryAsync(Line, cancellationToken);
        return ran is null ? failed! with { Undo = failed.Outcome == StepOutcome.Errored ? null : undo } : Judge(ran, line) with { Undo = undo };
    }

    /// <inheritdoc/>
    public override async Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken)
    {
        var line = undo.Deserialize(CommandJson.Default.CommandUndo)!.Line;
        var (ran, failed) = await new CommandWork(context, Header).TryAsync(line, cancellationToken);
        if (ran is null) return failed!;
        return ran.ExitCode == 0 ? StepResult.Succeeded($"ran {line.Text}") : CommandWork.Failed(line, ran, $"exit code {ran.ExitCode}");
    }

    private StepResult Judge(ProcessResult ran, CommandLine line)
    {
        if (!Expect.Contains(ran.ExitCode)) return CommandWork.Failed(line, ran, $"exit code {ran.ExitCode}");
        var said = ran.ExitCode == 0 ? $"ran {line.Text}" : $"ran {line.Text}, which exited with {ran.ExitCode}";
        if (Output is null) return StepResult.Succeeded(said);
        var match = Regex.Match(ran.Output, Output, RegexOptions.NonBacktracking | RegexOptions.Multiline);
        return match.Success
            ? StepResult.Succeeded(said) with { Evidence = [CommandWork.Short(match.Value)] }
            : CommandWork.Failed(line, ran, $"its output does not hold {Output}");
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("command", Read);

    private static CommandStep Read(StepHeader header, DefinitionReader reader, MigrationScope scope)
    {
        var place = CommandPlace.Read(reader);
        if (!reader.Has("argv")) reader.RequiredText("argv");
        var line = CommandLine.Read(reader, "argv", header, scope, place) ?? new CommandLine([], place.Folder, []);
        var undo = CommandLine.Read(reader, "undo", header, scope, place);
        var irreversible = reader.Text("irreversible");
        if (undo is null == string.IsNullOrWhiteSpace(irreversible)) reader.Report(Descriptors.CommandWithoutUndo, "argv", header.Id, undo is null ? "neither of them" : "both");
        return new CommandStep(
            header,
            line,
            CommandLine.Read(reader, "check", header, scope, place),
            undo,
            irreversible,
            reader.Flag("idempotent"),
            CommandWork.ReadExitCodes(reader),
            CommandWork.ReadPattern(reader, "output"));
    }
}
