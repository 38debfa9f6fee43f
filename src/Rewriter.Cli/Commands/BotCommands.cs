using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Rewriter.Bot;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Git;
using Rewriter.GitHub.Webhooks;
using Rewriter.Processes;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite bot</c>: answers commands in comments of pull requests.</summary>
internal static class BotCommands
{
    public static Command Create(CommandHost host) => new("bot", "Answers '/rewrite …' in comments of pull requests: as a server for webhooks, or for the event of one workflow run.")
    {
        Subcommands = { Serve(host), Event(host) },
    };

    private static Command Serve(CommandHost host)
    {
        var urls = new Option<string?>("--urls") { Description = "Where it listens (default: http://127.0.0.1:8080)", HelpName = "URLS" };
        var port = new Option<int?>("--port") { Description = "Listens on this port of this machine; 0 for a free one", HelpName = "PORT" };
        var work = new Option<string?>("--work") { Description = "The folder for its clones (default: one of the temporary folder)", HelpName = "DIR" };
        var remote = new Option<string?>("--remote") { Description = "What is cloned, with {repository} in it (default: the host's address)", HelpName = "URL" };
        var allowCommands = new Option<bool>("--allow-commands") { Description = "Lets migrations run the commands that they name" };
        var command = new Command("serve", """
            Takes webhooks at /webhook and answers commands in comments. The secret comes from REWRITE_WEBHOOK_SECRET or
            REWRITE_WEBHOOK_SECRET_FILE, the identity from GITHUB_TOKEN or REWRITE_APP_ID. Run from a build, it
            needs the ASP.NET Core runtime; what is published holds it.

            Example:
              rewrite bot serve --port 8080 --work /var/lib/rewrite
            """) { Options = { urls, port, work, remote, allowCommands } };
        command.SetAction(async (parsed, cancellation) =>
        {
            var listen = parsed.GetValue(urls) ?? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{parsed.GetValue(port) ?? 8080}");
            var arguments = new List<string> { $"--urls={listen}" };
            if (parsed.GetValue(work) is { } folder) arguments.Add($"--work={Path.GetFullPath(folder, host.CurrentDirectory)}");
            if (parsed.GetValue(remote) is { } template) arguments.Add($"--remote={template}");
            if (parsed.GetValue(allowCommands)) arguments.Add("--allow-commands=true");
            return await ServeAsync(host, arguments, cancellation);
        });
        return command;
    }

    // The server is a program of its own, so that this one does not need a web server to start.
    private static async Task<int> ServeAsync(CommandHost host, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        var (program, first) = SiblingProgram.Find("rewrite-bot");
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessRequest { Program = program, Arguments = [.. first, .. arguments], Folder = host.CurrentDirectory, Environment = SystemProcessRunner.OwnEnvironment(), Timeout = Timeout.InfiniteTimeSpan },
            line =>
            {
                host.Out.WriteLine(line);
                host.Out.Flush();
            },
            stop.Token);
        host.Error.Write(result.Error);
        return result.End == ProcessEnd.Cancelled || result.ExitCode == 0 ? ExitCode.Clean : ExitCode.Error;
    }

    private static Command Event(CommandHost host)
    {
        var repository = new RepositoryOptions();
        var command = new Command("event", """
            Answers the event of a workflow run: GITHUB_EVENT_NAME and the file GITHUB_EVENT_PATH. Works in the checkout of
            the job, which it brings to the head of the pull request's base.

            Example, in a workflow on issue_comment:
              rewrite bot event
            """);
        repository.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var root = Repository.Find(host, repository.Folder(parsed));
            var processes = new SystemProcessRunner();
            var environment = SystemProcessRunner.OwnEnvironment();
            if (environment.GetValueOrDefault("GITHUB_EVENT_PATH") is not { Length: > 0 } path || host.Files.Read(path) is not { } body)
            {
                DiagnosticText.Write(host.Error, Descriptors.EventMissing.Anywhere(), host.Style);
                return ExitCode.Error;
            }

            var (happened, problem) = WebhookReader.Read(environment.GetValueOrDefault("GITHUB_EVENT_NAME") ?? string.Empty, body);
            if (happened is null)
            {
                DiagnosticText.Write(host.Error, problem!, host.Style);
                return ExitCode.Error;
            }

            var answered = 0;
            if (BotHandler.Concerns(happened))
            {
                var git = new GitRepository(processes, root, environment);
                var program = new RewriteProgram(processes, environment, repository.AllowsCommands(parsed));
                answered = await new BotHandler(ForgeSource.Open(git, null), _ => Task.FromResult(new BotCheckout(git)), program).HandleAsync(happened, cancellation);
            }

            if (parsed.GetValue(repository.Json)) host.Out.Write(JsonText.Write(new JsonObject { ["event"] = happened.Name, ["answered"] = answered }));
            else host.Out.WriteLine(answered == 0 ? "Nothing to answer." : $"{answered} {(answered == 1 ? "command" : "commands")} answered.");
            host.Out.Flush();
            return ExitCode.Clean;
        });
        return command;
    }
}
