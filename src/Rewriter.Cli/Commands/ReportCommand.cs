using System.CommandLine;
using System.Text;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Migrations.Reporting;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite report</c>: what was planned, done, decided and observed, to keep or to send.</summary>
internal static class ReportCommand
{
    public static Command Create(CommandHost host)
    {
        var format = new Option<string>("--format") { Description = "How it is written", HelpName = "text|json|markdown|html", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "markdown", "html");
        var output = new Option<string?>("--out", "-o") { Description = "Writes it to a file", HelpName = "FILE" };
        var repository = new RepositoryOptions();
        var command = new Command("report", """
            Reports the whole migration: phases, steps, times, evidence, approvals, overrides, hazards and risks.
            HTML is one page that needs nothing else.

            Examples:
              rewrite report
              rewrite report --format html --out report.html
            """);
        repository.AddTo(command);
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            if (repository.Open(host, parsed) is not { } session) return ExitCode.Error;
            var report = MigrationReport.Of(session);
            var text = (parsed.GetValue(repository.Json) ? "json" : parsed.GetValue(format)) switch
            {
                "json" => ReportJson.Write(report),
                "markdown" => ReportMarkdown.Write(report),
                "html" => ReportHtml.Write(report),
                _ => ReportText.Write(report, parsed.GetValue(output) is null ? host.Style : Style.Plain),
            };
            if (parsed.GetValue(output) is { } file) File.WriteAllText(Path.GetFullPath(file, host.CurrentDirectory), text, new UTF8Encoding(false));
            else host.Out.Write(text);
            host.Out.Flush();
            return ExitCode.Clean;
        });
        return command;
    }
}
