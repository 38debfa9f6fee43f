using System.CommandLine;
using System.CommandLine.Completions;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Deployment;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite describe STACK --generation G</c>: a stack of the migration, or one of <c>src/Stacks</c>, as JSON.</summary>
internal static class DescribeCommand
{
    public static Command Create(CommandHost host)
    {
        var stack = new Argument<string>("STACK") { Description = "A stack of the migration, or a stack program" };
        stack.CompletionSources.Add(_ => Repository.StackNames(host).Concat(new StackCatalog().Names).Distinct().Select(s => new CompletionItem(s)));
        var generation = new Option<string>("--generation", "-g") { Description = "The generation to describe", Required = true, HelpName = "G" };
        var repository = new RepositoryOptions();
        var command = new Command("describe", """
            Prints a stack in one generation as JSON: every resource with role, type, names, inputs, options and import id.
            A stack of the migration is read from where the migration says; any other name is that of a stack program.

            Examples:
              rewrite describe orderflow --generation pult
              rewrite describe prod --generation pult --allow-commands
            """) { Arguments = { stack }, Options = { generation } };
        repository.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (name, wanted) = (parsed.GetValue(stack)!, parsed.GetValue(generation)!);
            // A migration that is broken says so where the name is nobody else's.
            var ofMigration = repository.HasStack(host, parsed, name) || (new StackCatalog().Find(name) is null && repository.HasMigration(host, parsed, out _));
            var described = ofMigration
                ? await OfMigrationAsync(host, repository, parsed, name, wanted, cancellation)
                : OfProgram(host, name, wanted);
            if (described is null) return ExitCode.Error;
            host.Out.Write(StackJson.Write(described));
            host.Out.Flush();
            return ExitCode.Clean;
        });
        return command;
    }

    // Null where it cannot be described; why was written.
    private static async Task<StackDescription?> OfMigrationAsync(CommandHost host, RepositoryOptions repository, ParseResult parsed, string name, string generation, CancellationToken cancellation)
    {
        if (repository.Open(host, parsed) is not { } session) return null;
        if (session.Migration.Stacks.FirstOrDefault(s => s.Id == name) is not { } stack) return Fail(host, $"there is no stack '{name}'; known are: {string.Join(", ", session.Migration.Stacks.Select(s => s.Id).Concat(new StackCatalog().Names))}");
        if (!session.Migration.Generations.Contains(generation)) return Fail(host, $"the migration has no generation '{generation}'; {MigrationScope.Near(generation, session.Migration.Generations)}");
        if (!stack.IsDescribed) return Fail(host, $"stack '{name}' is not described: it has neither 'program', 'describe' nor 'command'");
        var (description, problem) = await session.DescribeAsync(stack, generation, cancellation);
        if (problem is not null) DiagnosticText.Write(host.Error, problem, host.Style);
        return description;
    }

    private static StackDescription? OfProgram(CommandHost host, string name, string generation)
    {
        var catalog = new StackCatalog();
        if (catalog.Find(name) is not { } program) return Fail(host, $"there is no stack '{name}'; known are: {string.Join(", ", catalog.Names)}");
        return program.Generations.Contains(generation)
            ? program.Describe(generation)
            : Fail(host, $"stack '{program.Name}' has no generation '{generation}'; it has: {string.Join(", ", program.Generations)}");
    }

    private static StackDescription? Fail(CommandHost host, string why)
    {
        host.Error.WriteLine($"error: {why}");
        return null;
    }
}
