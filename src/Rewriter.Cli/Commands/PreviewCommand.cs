using System.CommandLine;
using System.Text;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Deployment;
using Rewriter.Migrations.Planning;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite preview PHASE</c>: what a phase would do to resources; changes nothing.</summary>
internal static class PreviewCommand
{
    private static readonly string[] Formats = ["text", "json", "markdown", "html"];

    public static Command Create(CommandHost host)
    {
        var format = new Option<string>("--format", "-f") { Description = $"How it is written: {string.Join(", ", Formats)}", HelpName = "FORMAT", DefaultValueFactory = _ => Formats[0] };
        format.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--out", "-o") { Description = "Writes it to a file", HelpName = "FILE" };
        var (command, _) = PhaseCommand.Create(host, "preview", """
            Shows what a phase would do to resources, hazards first: changes with their properties and what forces a
            replacement, both generations side by side, what exists before and after. Changes nothing.

            Examples:
              rewrite preview phase2
              rewrite preview phase2 --engine terraform --format markdown
              rewrite preview phase2 --format html --out preview.html
            """, async (session, phase, parsed, repository, cancellation) =>
        {
            var plan = await new PhasePlanner(session).PlanAsync(phase, includeReview: false, cancellation);
            var wanted = parsed.GetValue(repository.Json) ? "json" : parsed.GetValue(format)!;
            if (parsed.GetValue(output) is { } file)
            {
                using var writer = new StreamWriter(Path.GetFullPath(file, host.CurrentDirectory), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
                Write(plan, wanted, writer, Style.Plain);
            }
            else
            {
                Write(plan, wanted, host.Out, host.Style);
                host.Out.Flush();
            }

            var changes = plan.Steps.Any(s => s.Result?.Preview?.Changes.Any(c => c.Action != CanonicalAction.NoOp) == true);
            return plan.IsBlocked ? ExitCode.Error : changes ? ExitCode.Findings : ExitCode.Clean;
        });
        command.Options.Add(format);
        command.Options.Add(output);
        return command;
    }

    private static void Write(PhasePlan plan, string format, TextWriter writer, Style style)
    {
        if (format == "text") new PreviewReport(writer, style).Write(plan);
        else
        {
            var model = PreviewModel.Of(plan);
            writer.Write(format switch { "json" => PreviewJson.Write(model), "markdown" => PreviewMarkdown.Write(model), _ => PreviewHtml.Write(model) });
        }
    }
}
