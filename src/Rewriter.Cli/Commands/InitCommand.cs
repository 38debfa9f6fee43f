using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Initializing;
using Rewriter.Rules;
using Rewriter.Scanning;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite init</c>: writes a migration from what a repository says.</summary>
internal static class InitCommand
{
    public static Command Create(CommandHost host)
    {
        var from = new Option<string?>("--from") { Description = "The word of the names that go: orderflow, where they are orderflow-app, orderflow-migrate", HelpName = "OLD" };
        var to = new Option<string?>("--to") { Description = "The word of the names that come", HelpName = "NEW" };
        var repo = new Option<string?>("--repo", "-C") { Description = "The repository's folder (default: the current one)", HelpName = "DIR" };
        var force = new Option<bool>("--force") { Description = "Writes over a migration that is there" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Prints the migration and writes nothing" };
        var command = new Command("init", """
            Finds the names of resources, what must not change, and every place that does, and writes them as a migration
            (rewrite.yaml) with phases in a safe order. Changes no other file.

            Examples:
              rewrite init
              rewrite init --from orderflow --to pult
              rewrite init --from orderflow --to pult --dry-run
            """) { Options = { from, to, repo, force, dryRun } };
        command.SetAction((parsed, cancellation) =>
        {
            var root = Path.GetFullPath(parsed.GetValue(repo) ?? ".", host.CurrentDirectory);
            return Task.FromResult(Run(host, root, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(force), parsed.GetValue(dryRun), cancellation));
        });
        return command;
    }

    private static int Run(CommandHost host, string root, string? from, string? to, bool force, bool dryRun, CancellationToken cancellation)
    {
        if (!Directory.Exists(root)) return Fail(host, $"there is no folder '{root}'");
        var file = Path.Combine(root, Repository.DefaultMigration);
        if (!dryRun && !force && File.Exists(file)) return Fail(host, $"{Repository.DefaultMigration} is there already", "Read it, or write over it with --force; --dry-run prints what would be written.");

        var tree = new DirectoryTree(root);
        if (Words(host, tree, ref from, ref to, cancellation) is { } failure) return failure;
        var result = Initializer.Run(tree, new InitOptions(from!, to!) { Stacks = [.. global::Stacks.StackPrograms.All] }, cancellation);
        if (result.Migration is null)
        {
            foreach (var diagnostic in result.Diagnostics) DiagnosticText.Write(host.Error, diagnostic, host.Style);
            return !result.Diagnostics.IsEmpty ? ExitCode.Error : Fail(host, $"no name of a resource holds '{from}' or '{to}' as a word", "Look for the words in Terraform, workflows, manifests, Makefiles and scripts; 'rewrite rename' changes any text.");
        }

        if (dryRun) host.Out.Write(result.Text);
        else host.Files.WriteDurably(file, new UTF8Encoding(false).GetBytes(result.Text), null);
        Report(dryRun ? host.Error : host.Out, host.Style, result, dryRun);
        host.Out.Flush();
        return ExitCode.Clean;
    }

    // Both words, asked for or found; the exit code where they cannot be told.
    private static int? Words(CommandHost host, IFileTree tree, ref string? from, ref string? to, CancellationToken cancellation)
    {
        if (from is null || to is null)
        {
            var candidates = PrefixSurvey.Find(tree, cancellation);
            if (host.AskText is not { } ask) return Missing(host, candidates, from, to);
            foreach (var candidate in candidates) host.Error.WriteLine(Describe(candidate));
            from ??= ask("The word of the names that go", Proposal(candidates, to));
            to ??= ask("The word of the names that come", Proposal(candidates, from));
        }

        foreach (var word in new[] { from, to })
        {
            if (word is null || !Regex.IsMatch(word, "^[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*$", RegexOptions.NonBacktracking))
                return Fail(host, $"'{word}' is no word of a name", "Letters and digits, with '-' or '_' between: orderflow, order-flow.");
        }

        return from == to ? Fail(host, $"both generations are called '{from}'") : null;
    }

    // The word whose names the other word's names are in another generation; the most recurrent where nothing is known of it.
    private static string? Proposal(ImmutableArray<PrefixCandidate> candidates, string? other) =>
        other is null ? candidates.FirstOrDefault()?.Word
        : candidates.FirstOrDefault(c => c.Word == other)?.Siblings.FirstOrDefault() ?? candidates.FirstOrDefault(c => c.Siblings.Contains(other))?.Word;

    private static int Missing(CommandHost host, ImmutableArray<PrefixCandidate> candidates, string? from, string? to)
    {
        Fail(host, candidates.IsEmpty ? "no word recurs among the names of resources" : "the two generations must be named");
        foreach (var candidate in candidates) host.Error.WriteLine(Describe(candidate));
        var old = from ?? candidates.FirstOrDefault(c => c.Word != to)?.Word ?? "OLD";
        var sibling = candidates.FirstOrDefault(c => c.Word == old)?.Siblings.FirstOrDefault();
        host.Error.WriteLine($"  Say which goes and which comes: rewrite init --from {old} --to {to ?? sibling ?? "NEW"}{(sibling is null || to is not null ? string.Empty : $", or the other way round")}");
        return ExitCode.Error;
    }

    private static string Describe(PrefixCandidate candidate) =>
        $"  {candidate.Word}: {candidate.Names.Length} names ({string.Join(", ", candidate.Names.Take(4))}{(candidate.Names.Length > 4 ? ", …" : string.Empty)})"
        + (candidate.Siblings.IsEmpty ? string.Empty : $"; the same also with {string.Join(", ", candidate.Siblings)}");

    private static void Report(TextWriter writer, Style style, InitResult result, bool dryRun)
    {
        var migration = result.Migration!;
        var places = migration.Rules.Rules.Sum(r => r.Expect ?? 0);
        writer.WriteLine($"{style.Strong($"{migration.Id}")}: {migration.Rules.Roles.Length} roles, {migration.Rules.Keeps.Length} keeps, {migration.Rules.Rules.Length} rules over {places} places; the code says {result.CodeGeneration}");
        foreach (var role in migration.Rules.Roles) writer.WriteLine($"  {role.Id,-26} {string.Join(" -> ", migration.Generations.Select(g => role.Names[g]))}{(role.Type is null ? string.Empty : style.Faint($"  {role.Type}"))}");
        foreach (var keep in migration.Rules.Keeps) writer.WriteLine(style.Faint($"  kept  {keep.Text ?? string.Join(", ", keep.Where.Files.Select(f => f.Pattern))}: {keep.Because}"));
        foreach (var note in result.Notes) writer.WriteLine($"  {style.Warn("look")}  {note}");
        if (dryRun) return;
        writer.WriteLine($"Written to {Repository.DefaultMigration}. Next:");
        writer.WriteLine("  rewrite test                     the rules' own tests");
        writer.WriteLine("  rewrite scan                     every name and what becomes of it");
        writer.WriteLine($"  rewrite plan {migration.Phases[0].Id,-19} everything the first phase would do");
    }

    private static int Fail(CommandHost host, string message, string? remedy = null)
    {
        host.Error.WriteLine($"{host.Style.Bad("error")}: {message}");
        if (remedy is not null) host.Error.WriteLine(host.Style.Faint($"  {remedy}"));
        return ExitCode.Error;
    }
}
