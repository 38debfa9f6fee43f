using System.CommandLine;
using Rewriter.Cli.Hosting;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite rename OLD NEW</c>: a rename over a repository without a migration file.</summary>
internal static class RenameCommand
{
    public static Command Create(CommandHost host)
    {
        var pairs = new RenameOptions(withPositional: true);
        var dryRun = new Option<bool>("--dry-run", "-n") { Description = "Shows the diff and every reason; writes nothing, exit code 0" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Applies without asking" };
        var interactive = new Option<bool>("--interactive", "-i") { Description = "Asks about each proposed change" };
        var allowDirty = new Option<bool>("--allow-dirty") { Description = "Changes files that have uncommitted changes, too" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Lists every place that is left, not the reasons alone" };
        var json = new Option<bool>("--json") { Description = "Writes JSON for machines" };
        var command = new Command("rename", """
            Renames a name in all its spellings: contents, files and folders, each place with its reason.
            What is sure is applied, what is not is proposed, what belongs to others is left.

            Examples:
              rewrite rename orderflow pult --dry-run
              rewrite rename orderflow pult --yes
              rewrite rename --pair opentf=tofu --pair opentffoundation=opentofu --keep 'opentf.org=the old site stays'
              rewrite rename --pairs names.json ../repository
            """);
        pairs.AddTo(command);
        foreach (var option in new Option[] { dryRun, yes, interactive, allowDirty, verbose, json }) command.Options.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var (root, request) = pairs.Read(host, parsed);
            if (request is null) return Task.FromResult(ExitCode.Error);
            var run = new RenameRun(host, root, request)
            {
                AllowDirty = parsed.GetValue(allowDirty),
                Verbose = parsed.GetValue(verbose),
                Json = parsed.GetValue(json),
            };
            if (parsed.GetValue(interactive)) run.AskEach();
            return Task.FromResult(parsed.GetValue(dryRun) ? run.Show(cancellation) : run.Apply(parsed.GetValue(yes), cancellation));
        });
        return command;
    }
}
