using System.Text;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>One side of a comparison: what a command prints, or the checksum of a file.</summary>
/// <param name="Line">The command; null for a file.</param>
/// <param name="File">The file; null for a command.</param>
public sealed record DataSide(CommandLine? Line, RepoPath? File)
{
    /// <summary>What it is, for people.</summary>
    public string Text(SettingValues settings) => Line?.Expand(settings, out _).Text ?? File?.Value ?? string.Empty;

    /// <summary>Reads the key of one side: <c>{ argv: […] }</c> or <c>{ file: PATH }</c>.</summary>
    internal static DataSide Read(DefinitionReader reader, string key, StepHeader header, MigrationScope scope, CommandPlace place)
    {
        if (reader.Section(key, $"'{key}' of step '{header.Id}'") is not { } section)
        {
            if (!reader.Has(key)) reader.RequiredText(key);
            return new DataSide(null, RepoPath.Root);
        }

        RepoPath? file = null;
        if (section.Text("file") is { } text)
        {
            if (RepoPath.TryParse(text, out var path)) file = path;
            else section.Report(Descriptors.BadPattern, "file", text, "path in the repository", "it is relative, with forward slashes");
        }

        var line = CommandLine.Read(section, "argv", header, scope, place);
        if (section.Has("file") == section.Has("argv")) section.Report(Descriptors.DefinitionKeyMissing, key, $"'{key}' of step '{header.Id}'", "argv, or file (one of the two)");
        section.Finish();
        return new DataSide(line, file);
    }

    /// <summary>The lines of this side; or the step's result where it cannot be read.</summary>
    internal async Task<(IReadOnlyList<string>? Lines, StepResult? Problem)> ReadAsync(StepContext context, StepHeader header, CancellationToken cancellationToken)
    {
        if (File is { } file)
        {
            return context.Workspace.Read(file) is { } bytes
                ? ([$"sha256 {SourceFile.DigestOf(bytes.Span)}"], null)
                : (null, StepResult.Failed(Descriptors.DataDiffers.Anywhere($"there is no file '{file}'")) with { Outcome = StepOutcome.Errored });
        }

        var (ran, problem) = await new CommandWork(context, header).TryAsync(Line!, cancellationToken);
        if (ran is null) return (null, problem);
        return ran.ExitCode == 0
            ? (ran.Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'), null)
            : (null, CommandWork.Failed(Line!.Expand(context.Settings, out _), ran, $"exit code {ran.ExitCode}") with { Outcome = StepOutcome.Errored });
    }

    /// <summary>A digest over the lines of a side, short enough to be read.</summary>
    internal static string DigestOf(IEnumerable<string> lines) => SourceFile.DigestOf(Encoding.UTF8.GetBytes(string.Join('\n', lines)))[..12];
}
