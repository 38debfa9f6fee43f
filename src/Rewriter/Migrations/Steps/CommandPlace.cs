using System.Collections.Immutable;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>Where the commands of a step run: the keys <c>cwd</c> and <c>environment</c>, which they share.</summary>
/// <param name="Folder">The folder of the repository.</param>
/// <param name="Environment">The variables that they get beside the common ones.</param>
public sealed record CommandPlace(RepoPath Folder, ImmutableArray<string> Environment)
{
    /// <summary>Reads both keys.</summary>
    public static CommandPlace Read(DefinitionReader reader)
    {
        var folder = RepoPath.Root;
        if (reader.Text("cwd") is { } text && text != "." && !RepoPath.TryParse(text, out folder)) reader.Report(Descriptors.BadPattern, "cwd", text, "path in the repository", "it is relative, with forward slashes");
        return new CommandPlace(folder, ReadEnvironment(reader));
    }

    /// <summary>Reads the key <c>environment</c>.</summary>
    public static ImmutableArray<string> ReadEnvironment(DefinitionReader reader)
    {
        foreach (var name in reader.Scalars("environment").Where(v => v.Value.Length == 0 || v.Value.Contains('=', StringComparison.Ordinal)))
            reader.Diagnostics.Add(Descriptors.BadPattern.At(reader.File, name.Span, name.Value, "name of an environment variable", "values are taken from the environment, never from this file"));
        return reader.Texts("environment");
    }
}
