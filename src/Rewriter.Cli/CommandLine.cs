using System.CommandLine;
using Rewriter.Cli.Commands;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Deployment;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.Workspaces;

namespace Rewriter.Cli;

/// <summary>The command <c>rewrite</c>: the only place that puts the parts together.</summary>
public static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="host">Where it writes, and the disk that it works on.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandHost host)
    {
        var root = Build(host);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        // A shell that asks what may come next asks about a line that is not complete.
        var isCompletion = args is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);
        if (parsed.Errors.Count > 0 && !isCompletion)
        {
            foreach (var error in parsed.Errors) host.Error.WriteLine($"error: {error.Message}");
            host.Error.WriteLine($"Try 'rewrite {string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')).Take(1).Append("--help"))}'.");
            return ExitCode.Error;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = CommandHost.OnInterrupt(() =>
        {
            if (!stop.IsCancellationRequested) host.Error.WriteLine("interrupted: what is under way comes to an end first");
            stop.Cancel();
        });
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (WorkspaceException refused)
        {
            DiagnosticText.Write(host.Error, refused.Diagnostic, host.Style);
            return ExitCode.Error;
        }
        catch (ForgeException failure)
        {
            host.Error.WriteLine($"error {failure.Code}: {failure.Message}");
            host.Error.WriteLine($"  {failure.Remedy}");
            return ExitCode.Error;
        }
        catch (GitException failure)
        {
            host.Error.WriteLine($"error: {failure.Message}");
            return ExitCode.Error;
        }
        catch (EngineStoreException broken)
        {
            host.Error.WriteLine($"error {broken.Failure.Code}: {broken.Failure.Message}");
            host.Error.WriteLine($"  {broken.Failure.Remedy}");
            return ExitCode.Error;
        }
        catch (OperationCanceledException)
        {
            host.Error.WriteLine("error: interrupted; what was begun is in the ledger: 'rewrite status' shows it");
            return ExitCode.Error;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine($"error: {failure.Message}");
            return ExitCode.Error;
        }
        finally
        {
            // Help and version are written by the library, which knows of no buffer.
            await host.Out.FlushAsync(CancellationToken.None);
        }
    }

    private static RootCommand Build(CommandHost host)
    {
        var root = new RootCommand("Carries an infrastructure from one generation of names to the next: plans, previews, applies, verifies and takes back coordinated renames.");
        foreach (var command in CommandCatalog.All(host)) root.Subcommands.Add(command);
        return root;
    }
}
