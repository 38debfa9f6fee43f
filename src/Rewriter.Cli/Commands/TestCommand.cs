using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Migrations.Testing;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite test</c>: the rules' inline tests, and snapshots of what each phase changes.</summary>
internal static class TestCommand
{
    public static Command Create(CommandHost host)
    {
        var repository = new RepositoryOptions();
        var accept = new Option<bool>("--accept") { Description = "Accepts what the rules do now as the new snapshots" };
        var command = new Command("test", """
            Runs the inline tests of every rule, each twice (the second time nothing may change), and compares what each phase's
            rewrites do to the repository with their snapshots in .rewrite/snapshots.

            Examples:
              rewrite test
              rewrite test --accept
            """) { Options = { accept } };
        repository.AddTo(command);
        command.SetAction(parsed =>
        {
            if (repository.Open(host, parsed) is not { } session) return ExitCode.Error;
            var inline = RuleTester.Run(session.Migration);
            var snapshots = new SnapshotTester(session, host.Files).Run(parsed.GetValue(accept));
            var failed = inline.Concat(snapshots).Count(r => r.Failure is not null);
            if (parsed.GetValue(repository.Json))
            {
                host.Out.Write(JsonText.Write(new JsonObject
                {
                    ["passed"] = inline.Length + snapshots.Length - failed,
                    ["failed"] = failed,
                    ["tests"] = JsonText.Array(inline.Concat(snapshots).Select(r => (JsonNode?)new JsonObject { ["name"] = r.Name, ["passed"] = r.Failure is null, ["failure"] = r.Failure is null ? null : JsonText.Of(r.Failure) })),
                }));
                host.Out.Flush();
                return failed == 0 ? ExitCode.Clean : ExitCode.Findings;
            }

            foreach (var result in inline.Concat(snapshots))
            {
                host.Out.WriteLine($"  {(result.Failure is null ? host.Style.Good("passed") : host.Style.Bad("failed"))}  {result.Name}");
                if (result.Failure is { } failure) DiagnosticText.Write(host.Error, failure, host.Style);
            }

            host.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{inline.Length + snapshots.Length - failed} passed, {failed} failed"));
            host.Out.Flush();
            return failed == 0 ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }
}
