using System.Collections.Immutable;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Processes;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Steps;

/// <summary>A program that a migration names, with its arguments; no shell takes part.</summary>
/// <param name="Words">The program and its arguments, with <c>${setting}</c> in them.</param>
/// <param name="Folder">The folder of the repository in which it runs.</param>
/// <param name="Environment">The variables of this process's environment that it gets beside the common ones.</param>
public sealed record CommandLine(ImmutableArray<string> Words, RepoPath Folder, ImmutableArray<string> Environment)
{
    private static readonly TimeSpan NoLimit = TimeSpan.FromDays(20);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>The words as a person would type them.</summary>
    public string Text => string.Join(' ', Words.Select(w => w.Length > 0 && w.All(c => char.IsLetterOrDigit(c) || "-_./:=@%+,${}".Contains(c, StringComparison.Ordinal)) ? w : $"'{w}'"));

    /// <summary>Reads a list of words; null where the key is missing. Settings must exist, and secrets have no place here.</summary>
    public static CommandLine? Read(DefinitionReader reader, string key, StepHeader header, MigrationScope scope, CommandPlace place)
    {
        var words = reader.Scalars(key);
        if (!reader.Has(key)) return null;
        if (words.IsEmpty) reader.Report(Descriptors.DefinitionShape, key, $"'{key}' of step '{header.Id}'", "a list of a program and its arguments", "an empty list");
        foreach (var word in words) scope.CheckTemplate(reader, word, header.Redact);
        return new CommandLine([.. words.Select(w => w.Value)], place.Folder, place.Environment);
    }

    /// <summary>The words with the values of the settings; <paramref name="missing"/> names one without a value.</summary>
    public CommandLine Expand(SettingValues settings, out string? missing)
    {
        string? without = null;
        var words = Words.Select(w =>
        {
            var expanded = settings.Expand(w, out var none);
            without ??= none;
            return expanded;
        }).ToImmutableArray();
        missing = without;
        return this with { Words = words };
    }

    /// <summary>The variables that it names and this process does not have.</summary>
    public IEnumerable<string> MissingVariables(IReadOnlyDictionary<string, string> environment) =>
        Environment.Where(v => !v.Contains('*', StringComparison.Ordinal) && !environment.ContainsKey(v));

    /// <summary>Runs it to its end; what it prints is masked.</summary>
    /// <exception cref="ProgramMissingException">There is no such program.</exception>
    /// <exception cref="WorkspaceException">The folder lies outside of the repository.</exception>
    public async Task<ProcessResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        new PathGuard(context.Root).Check(Folder);
        // The step's own time limit cancels it.
        var result = await context.Processes.RunAsync(Request(context.Root, context.Environment) with { Timeout = NoLimit, GracePeriod = Grace }, null, cancellationToken);
        return result with { Output = context.Secrets.Mask(result.Output), Error = context.Secrets.Mask(result.Error) };
    }

    /// <summary>How it is run in a repository: a program with a slash in it is one of the repository, any other is looked up on PATH.</summary>
    public ProcessRequest Request(string root, ImmutableSortedDictionary<string, string> environment) => new()
    {
        Program = Words[0].Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(Words[0].Replace('/', Path.DirectorySeparatorChar), root) : Words[0],
        Arguments = Words[1..],
        Folder = Path.Combine(root, Folder.Value.Replace('/', Path.DirectorySeparatorChar)),
        Environment = ProcessEnvironment.Select(environment, [.. ProcessEnvironment.Common, .. Environment]),
    };
}
