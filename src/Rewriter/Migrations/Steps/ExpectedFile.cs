using System.Collections.Immutable;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>A file that a deployment needs.</summary>
/// <param name="Path">The file, from its repository's top, with settings in it.</param>
/// <param name="Content">What it holds where it has to be created, with settings in it.</param>
/// <param name="Only">The keys that it may hold, and no others; empty for any.</param>
/// <param name="Expect">The values that it must have, by their structural paths.</param>
public sealed record ExpectedFile(string Path, string Content, ImmutableArray<string> Only, ImmutableSortedDictionary<string, string> Expect)
{
    /// <summary>Puts settings in; the failed step where one is missing, otherwise null.</summary>
    internal StepResult? Expand(StepContext context, out ExpectedFile file)
    {
        file = this;
        if (GitGuard.Expand(context, Path, "the path of a file", out var path) is { } noPath) return noPath;
        if (GitGuard.Expand(context, Content, $"the content of '{path}'", out var content) is { } noContent) return noContent;
        var expect = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, template) in Expect)
        {
            if (GitGuard.Expand(context, template, $"'{key}' of '{path}'", out var value) is { } noValue) return noValue;
            expect[key] = value;
        }

        file = new ExpectedFile(path, content, Only, expect.ToImmutable());
        return null;
    }

    /// <summary>The first value that is not as it should be, in words; null where all are.</summary>
    internal string? Breach(ReleaseText text) => Expect
        .Where(e => text.Value(e.Key) != e.Value)
        .Select(e => $"'{e.Key}' is {(text.Value(e.Key) is { } found ? $"'{found}'" : "missing")} and must be '{e.Value}'")
        .FirstOrDefault();

    internal static ExpectedFile Read(DefinitionReader reader, MigrationScope scope)
    {
        var path = scope.ReadTemplate(reader, "file") ?? reader.RequiredText("file");
        if (path.Length > 0 && !RepoPath.TryParse(path, out _)) reader.Report(Descriptors.BadPattern, "file", path, "path in the repository", "it is relative, with forward slashes");
        var expect = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (reader.Section("expect", $"values of '{path}'") is { } section)
        {
            foreach (var (key, value) in section.All())
            {
                if (value is DefinitionScalar) expect[key.Value] = scope.ReadTemplate(section, key.Value) ?? string.Empty;
                else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, value.Span, $"value '{key.Value}'", "a text", value.Kind));
            }
        }

        var file = new ExpectedFile(path, scope.ReadTemplate(reader, "content") ?? reader.RequiredText("content"), reader.Texts("only"), expect.ToImmutable());
        reader.Finish();
        return file;
    }
}
