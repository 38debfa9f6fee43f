using System.Collections.Immutable;
using Rewriter.Processes;

namespace Rewriter.Git;

/// <summary>The git command in one folder. It asks nobody for a password and takes nothing from the environment that could lead it elsewhere.</summary>
/// <param name="Runner">Runs the command.</param>
/// <param name="Folder">The work tree or bare repository, absolute.</param>
/// <param name="Environment">This process's environment, of which git gets what it needs.</param>
public sealed record GitRepository(IProcessRunner Runner, string Folder, ImmutableSortedDictionary<string, string> Environment)
{
    // GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE and the like stay behind: inside a hook they would name another repository.
    private static readonly string[] Passed = [.. ProcessEnvironment.Common, "SSH_*", "GIT_SSH*", "GIT_ASKPASS", "GIT_CONFIG_*", "GIT_AUTHOR_*", "GIT_COMMITTER_*", "GIT_EXEC_PATH", "GIT_SSL_*"];

    /// <summary>Where the full names of tags begin.</summary>
    public const string TagPrefix = "refs/tags/";

    /// <summary>Where the full names of branches begin.</summary>
    public const string BranchPrefix = "refs/heads/";

    /// <summary>The index that commands work with; null for the repository's own.</summary>
    public string? IndexFile { get; init; }

    /// <summary>How long one command may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command and returns how it ended.</summary>
    /// <param name="arguments">Its words after <c>git</c>.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <param name="input">What it reads; nothing where null.</param>
    /// <exception cref="ProgramMissingException">There is no git.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<GitResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, ReadOnlyMemory<byte>? input = null)
    {
        var environment = ProcessEnvironment.Select(Environment, Passed).SetItem("GIT_TERMINAL_PROMPT", "0").SetItem("LC_ALL", "C");
        if (IndexFile is not null) environment = environment.SetItem("GIT_INDEX_FILE", IndexFile);
        var result = await Runner.RunAsync(
            new ProcessRequest { Program = "git", Arguments = ["-c", "core.quotePath=false", .. arguments], Folder = Folder, Environment = environment, Input = input, Timeout = Timeout },
            onOutputLine: null,
            cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result.End == ProcessEnd.Exited
            ? new GitResult(result.ExitCode, result.Output, result.Error)
            : new GitResult(-1, result.Output, $"no answer within {Timeout}");
    }

    /// <summary>Runs a command that is expected to work, and returns its output without the last line end.</summary>
    /// <exception cref="GitException">It ended with another code than 0.</exception>
    public async Task<string> ReadAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, ReadOnlyMemory<byte>? input = null)
    {
        var result = await RunAsync(arguments, cancellationToken, input);
        return result.Succeeded ? result.Output.TrimEnd('\n') : throw new GitException(string.Join(' ', arguments), result.ExitCode, result.Error);
    }

    /// <summary>The id of the commit that a name stands for, annotated tags peeled; null where it stands for none.</summary>
    public async Task<string?> ResolveCommitAsync(string name, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"], cancellationToken);
        return result.Succeeded ? result.Output.Trim() : null;
    }
}
