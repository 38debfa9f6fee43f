using System.Collections.Immutable;
using Rewriter.Processes;

namespace Rewriter.Bot;

/// <summary>
/// The command <c>rewrite</c>, run as a process of its own: what a comment asks for is what a person would type, and a
/// command that fails takes nothing else with it.
/// </summary>
/// <param name="runner">Runs it.</param>
/// <param name="environment">Its environment; secrets of the bot itself are left out.</param>
/// <param name="allowCommands">True where the migration may run the commands that it names.</param>
public sealed class RewriteProgram(IProcessRunner runner, ImmutableSortedDictionary<string, string> environment, bool allowCommands)
{
    private static readonly string[] OwnSecrets = ["REWRITE_WEBHOOK_SECRET", "REWRITE_WEBHOOK_SECRET_FILE"];
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    /// <summary>Runs it.</summary>
    /// <param name="folder">The repository.</param>
    /// <param name="arguments">Its words.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    public async Task<ProcessResult> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (program, first) = SiblingProgram.Find("rewrite");
        string[] consent = allowCommands ? ["--allow-commands"] : [];
        return await runner.RunAsync(
            new ProcessRequest
            {
                Program = program,
                Arguments = [.. first, .. arguments, .. consent, "--repo", folder],
                Folder = folder,
                Environment = environment.RemoveRange(OwnSecrets).SetItem("NO_COLOR", "1"),
                Timeout = Limit,
            },
            onOutputLine: null,
            cancellationToken);
    }
}
