using System.CommandLine;
using Rewriter.Cli.Hosting;

namespace Rewriter.Cli.Commands;

/// <summary>The commands, in the order in which help shows them.</summary>
public static class CommandCatalog
{
    /// <summary>Makes all commands.</summary>
    public static IEnumerable<Command> All(CommandHost host) =>
    [
        InitCommand.Create(host),
        RenameCommand.Create(host),
        ScanCommand.Create(host),
        PlanCommand.Create(host),
        PreviewCommand.Create(host),
        ApplyCommand.Create(host),
        ResumeCommand.Create(host),
        PrCommand.Create(host),
        BotCommands.Create(host),
        ApproveCommand.Create(host),
        ResolveCommand.Create(host),
        VerifyCommand.Create(host),
        RollbackCommand.Create(host),
        StatusCommand.Create(host),
        ExplainCommand.Create(host),
        TestCommand.Create(host),
        DescribeCommand.Create(host),
        CompletionsCommand.Create(host),
    ];
}
