using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Commands;

/// <summary>The options by which a command finds its repository, shared by all that need one.</summary>
public sealed class RepositoryOptions
{
    private readonly Option<string?> _repo = new("--repo", "-C") { Description = "The repository's folder (default: the nearest one upwards that has a migration file)", HelpName = "DIR" };
    private readonly Option<string?> _migration = new("--migration", "-m") { Description = "The migration file, relative to the repository (default: rewrite.yaml)", HelpName = "FILE" };
    private readonly Option<string[]> _set = new("--set") { Description = "Gives a setting of the migration a value; repeatable", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    private readonly Option<bool> _allowCommands = new("--allow-commands") { Description = "Lets the migration run the commands that it names" };

    private readonly Option<string?> _engine = new("--engine") { Description = "The engine that previews and applies stacks (default: the one that the migration names)", HelpName = "ENGINE" };

    /// <summary>True where the output is JSON.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Writes JSON for machines" };

    /// <summary>The folder that was named; null where none was.</summary>
    public string? Folder(ParseResult parsed) => parsed.GetValue(_repo);

    /// <summary>True where the migration may run the commands that it names.</summary>
    public bool AllowsCommands(ParseResult parsed) => parsed.GetValue(_allowCommands);

    /// <summary>Puts the options into a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _repo, _migration, _set, _engine, _allowCommands, Json }) command.Options.Add(option);
    }

    /// <summary>True where the repository has the migration file that is meant.</summary>
    public bool HasMigration(CommandHost host, ParseResult parsed, out string root)
    {
        var name = parsed.GetValue(_migration) ?? Repository.DefaultMigration;
        root = Repository.Find(host, parsed.GetValue(_repo), name);
        return host.Files.Read(Path.Combine(root, name)) is not null;
    }

    /// <summary>True where the repository has a migration that can be read and has this stack. Nothing is written where it has none.</summary>
    public bool HasStack(CommandHost host, ParseResult parsed, string id) =>
        Repository.StackNames(host, parsed.GetValue(_repo), parsed.GetValue(_migration)).Contains(id, StringComparer.Ordinal);

    /// <summary>Opens the repository; null, with errors written, where its migration cannot be used.</summary>
    public MigrationSession? Open(CommandHost host, ParseResult parsed) =>
        Repository.Open(host, parsed.GetValue(_repo), parsed.GetValue(_migration), parsed.GetValue(_set) ?? [], parsed.GetValue(_engine)) is { } session
            ? session with { AllowCommands = parsed.GetValue(_allowCommands) }
            : null;

    /// <summary>The session with the settings that the phase's run was begun with; null, with an error written, where others were given.</summary>
    public static MigrationSession? InRunOf(CommandHost host, MigrationSession session, Phase phase, bool lastRun = false)
    {
        var inRun = session.InRunOf(phase, out var problem, lastRun);
        if (problem is null) return inRun;
        DiagnosticText.Write(host.Error, problem, host.Style);
        return null;
    }

    /// <summary>The step of a name; null, with an error written, where there is none.</summary>
    public static Step? FindStep(CommandHost host, Phase phase, string id)
    {
        if (phase.AllSteps.FirstOrDefault(s => s.Header.Id == id) is { } step) return step;
        DiagnosticText.Write(host.Error, Descriptors.DecisionRefused.Anywhere($"phase '{phase.Id}' has no step '{id}'; {MigrationScope.Near(id, phase.AllSteps.Select(s => s.Header.Id))}"), host.Style);
        return null;
    }

    /// <summary>The phase of a name; null, with an error written, where there is none.</summary>
    public static Phase? FindPhase(CommandHost host, MigrationSession session, string id)
    {
        if (session.Migration.FindPhase(id) is { } phase) return phase;
        DiagnosticText.Write(host.Error, Descriptors.PhaseUnknown.Anywhere(id, MigrationScope.Near(id, session.Migration.Phases.Select(p => p.Id))), host.Style);
        return null;
    }
}
