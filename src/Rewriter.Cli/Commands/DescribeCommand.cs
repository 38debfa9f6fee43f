using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Deployment;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite describe STACK --generation G</c>: a stack of <c>src/Stacks</c> as JSON.</summary>
internal static class DescribeCommand
{
    public static Command Create(CommandHost host)
    {
        var stack = new Argument<string>("STACK") { Description = "The stack program" };
        var generation = new Option<string>("--generation", "-g") { Description = "The generation to describe", Required = true, HelpName = "G" };
        var command = new Command("describe", """
            Prints a stack in one generation as JSON: every resource with role, type, names, inputs, options and import id.

            Example:
              rewrite describe orderflow --generation pult
            """) { Arguments = { stack }, Options = { generation } };
        command.SetAction(parsed =>
        {
            var catalog = new StackCatalog();
            if (catalog.Find(parsed.GetValue(stack)!) is not { } program)
            {
                host.Error.WriteLine($"error: there is no stack '{parsed.GetValue(stack)}'; known are: {string.Join(", ", catalog.Names)}");
                return ExitCode.Error;
            }

            if (!program.Generations.Contains(parsed.GetValue(generation)!))
            {
                host.Error.WriteLine($"error: stack '{program.Name}' has no generation '{parsed.GetValue(generation)}'; it has: {string.Join(", ", program.Generations)}");
                return ExitCode.Error;
            }

            host.Out.Write(StackJson.Write(program.Describe(parsed.GetValue(generation)!)));
            host.Out.Flush();
            return ExitCode.Clean;
        });
        return command;
    }
}
