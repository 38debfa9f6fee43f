using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Steps;

/// <summary>Asks the source that describes a stack: a stack program, a file of the repository, or a command.</summary>
public sealed record StackDescriber
{
    /// <summary>How many characters a command may print.</summary>
    public const int LongestOutput = SourceFile.MaxBytes;

    private const int ShortestSecret = 4;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Finds stack programs.</summary>
    public required IStackCatalog Stacks { get; init; }

    /// <summary>The files.</summary>
    public required IWorkspace Workspace { get; init; }

    /// <summary>The repository's folder, absolute.</summary>
    public required string Root { get; init; }

    /// <summary>Runs programs.</summary>
    public required IProcessRunner Processes { get; init; }

    /// <summary>This process's environment; a command gets of it what its stack names.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>True where the user allows commands that the migration file names.</summary>
    public required bool AllowCommands { get; init; }

    /// <summary>The values that appear nowhere.</summary>
    public required SecretValues Secrets { get; init; }

    /// <summary>What commands said before.</summary>
    public required DescribeAnswers Answers { get; init; }

    /// <summary>The description; null, and why, where there is none. A stack whose engine reads a program of its own has an empty one.</summary>
    public async Task<(StackDescription? Description, Diagnostic? Problem)> DescribeAsync(StackDefinition stack, string generation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (stack.DescribeFileOf(generation) is { } path) return ReadFile(Workspace, Root, stack, generation, path);
        if (stack.DescribeCommand is { } command) return await AskAsync(stack, generation, command, cancellationToken);
        return stack.IsDescribed ? AskProgram(stack, generation) : (new StackDescription(stack.Id, generation, string.Empty, []), null);
    }

    private (StackDescription? Description, Diagnostic? Problem) AskProgram(StackDefinition stack, string generation)
    {
        if (Stacks.Find(stack.Program) is not { } program) return (null, Problem($"there is no stack program '{stack.Program}'; known are: {string.Join(", ", Stacks.Names)}"));
        return program.Generations.Contains(generation)
            ? (program.Describe(generation), null)
            : (null, Problem($"the stack program '{stack.Program}' has no generation '{generation}'; it has: {string.Join(", ", program.Generations)}"));

        Diagnostic Problem(string what) => Descriptors.EngineFailed.Anywhere(what, stack.Id);
    }

    /// <summary>The description in a file of the repository; null, and why, where there is none.</summary>
    public static (StackDescription? Description, Diagnostic? Problem) ReadFile(IWorkspace workspace, string root, StackDefinition stack, string generation, RepoPath path)
    {
        var (bytes, unreadable) = RepositoryFile.Read(workspace, root, path, SourceFile.MaxBytes);
        if (unreadable is not null) return (null, unreadable);
        if (bytes is not { } held) return (null, Descriptors.DescriptionMissing.At(path, stack.Id, generation));
        if (SourceFile.Read(path, held, out var refusal) is not { } file) return (null, refusal);
        var read = StackJson.Read(file.Text);
        if (read.Stack is not { } found)
        {
            var first = read.Problems[0];
            return (null, Descriptors.DescriptionBroken.At(file, new TextSpan(first.Offset, 0), stack.Id, Several(read.Problems, first.ToString())));
        }

        return found.Generation == generation ? (found, null) : (null, Descriptors.DescriptionOfOther.At(path, stack.Id, generation, found.Generation));
    }

    private async Task<(StackDescription? Description, Diagnostic? Problem)> AskAsync(StackDefinition stack, string generation, StackCommand command, CancellationToken cancellationToken)
    {
        var line = command.For(generation);
        if (!AllowCommands) return (null, Descriptors.DescribeNotAllowed.Anywhere(stack.Id, line.Text));
        if (line.MissingVariables(Environment).FirstOrDefault() is { } variable) return (null, Descriptors.DescribeFailed.Anywhere(stack.Id, generation, $"needs the environment variable '{variable}', which is not set"));
        return await Answers.GetAsync(stack.Id, generation, async () =>
        {
            var (said, why) = await RunAsync(line, command.Timeout, cancellationToken);
            if (said is null) return (null, Failed(why!));
            var read = StackJson.Read(said);
            if (read.Stack is not { } found)
            {
                var first = read.Problems[0];
                return (null, Failed($"printed no description: {Several(read.Problems, $"{PlaceIn(said, first.Offset)}: {first}")}"));
            }

            return found.Generation == generation ? (found, null) : (null, (Diagnostic?)Descriptors.DescriptionOfOther.Anywhere(stack.Id, generation, found.Generation));
        });

        Diagnostic Failed(string why) => Descriptors.DescribeFailed.Anywhere(stack.Id, generation, why);
    }

    // What it printed, or why that is of no use.
    private async Task<(string? Output, string? Why)> RunAsync(CommandLine line, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ProcessResult ran;
        try
        {
            ran = await Processes.RunAsync(line.Request(Root, Environment) with { Timeout = timeout, GracePeriod = Grace, OutputLimit = LongestOutput }, null, cancellationToken);
        }
        catch (ProgramMissingException missing)
        {
            return (null, $"could not be run: {missing.Message}");
        }

        catch (Win32Exception refused)
        {
            return (null, $"could not be run: {refused.Message}");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ran.End switch
        {
            ProcessEnd.TimedOut => (null, $"took longer than {WaitStep.Text(timeout)}{Complaint(line, ran)}"),
            ProcessEnd.TooMuchOutput => (null, string.Create(CultureInfo.InvariantCulture, $"printed more than {LongestOutput} characters")),
            _ when ran.ExitCode != 0 => (null, string.Create(CultureInfo.InvariantCulture, $"exited with {ran.ExitCode}{Complaint(line, ran)}")),
            _ => (ran.Output.TrimStart('\uFEFF'), null),
        };
    }

    // The end of what it wrote to its standard error. What it was given through the environment may be secret.
    private string Complaint(CommandLine line, ProcessResult ran)
    {
        var given = ProcessEnvironment.Select(Environment, line.Environment).Values.Where(v => v.Length >= ShortestSecret);
        var end = CommandWork.EndOf(Secrets.With(given).Mask(ran.Error));
        return end.Length == 0 ? string.Empty : $": {end}";
    }

    private static string Several(ImmutableArray<StackReadProblem> problems, string first) =>
        problems.Length == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} (and {problems.Length - 1} more)");

    private static string PlaceIn(string text, int offset)
    {
        var at = new LineMap(text).PositionOf(offset);
        return string.Create(CultureInfo.InvariantCulture, $"line {at.Line + 1}, column {at.Character + 1}");
    }
}
