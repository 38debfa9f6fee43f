using System.CommandLine;
using System.CommandLine.Completions;
using Rewriter.Cli.Hosting;
using Rewriter.Migrations;

namespace Rewriter.Cli.Commands;

/// <summary>Makes commands that work on one phase.</summary>
internal static class PhaseCommand
{
    /// <summary>Makes a command with a phase argument.</summary>
    public static (Command Command, RepositoryOptions Repository) Create(CommandHost host, string name, string description, Func<MigrationSession, Phase, ParseResult, RepositoryOptions, CancellationToken, Task<int>> run)
    {
        var phase = new Argument<string>("PHASE") { Description = "The phase, as the migration names it" };
        phase.CompletionSources.Add(_ => Repository.PhaseNames(host).Select(p => new CompletionItem(p)));
        var repository = new RepositoryOptions();
        var command = new Command(name, description) { Arguments = { phase } };
        repository.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (repository.Open(host, parsed) is not { } session) return ExitCode.Error;
            return RepositoryOptions.FindPhase(host, session, parsed.GetValue(phase)!) is { } found
                ? await run(session, found, parsed, repository, cancellation)
                : ExitCode.Error;
        });
        return (command, repository);
    }
}
