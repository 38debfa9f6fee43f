using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Diagnostics;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>What a release file says. Read by the YAML reader, so that an edit changes the value and no other byte.</summary>
internal sealed class ReleaseText
{
    private readonly SourceFile _file;
    private readonly SyntaxDocument _document;

    private ReleaseText(SourceFile file, SyntaxDocument document) => (_file, _document) = (file, document);

    /// <summary>Reads a file; null and the failed step where it is none, or holds more than it may.</summary>
    /// <param name="file">Where it lies.</param>
    /// <param name="bytes">Its bytes; null where it is missing.</param>
    /// <param name="allowed">The keys that it may hold; empty for any.</param>
    /// <param name="problem">Why it cannot be used.</param>
    public static ReleaseText? Read(ReleaseFile file, byte[]? bytes, ImmutableArray<string> allowed, out StepResult? problem)
    {
        problem = null;
        if (bytes is null)
        {
            problem = StepResult.Failed(Descriptors.ReleaseMissing.Anywhere($"'{file.Path}' is not on '{file.Branch}' of {file.Words[(file.Path.Length + 4)..]}"));
            return null;
        }

        if (SourceFile.Read(RepoPath.Parse(file.Path), bytes, out var refusal) is not { } source)
        {
            problem = StepResult.Failed(refusal!);
            return null;
        }

        var document = LanguageCatalog.Read(source);
        if (!document.IsUnderstood) problem = Broken(file, $"it cannot be read: {document.Problems[0].Message}");
        else if (Foreign(document, allowed) is { } foreign) problem = Broken(file, $"it holds '{foreign}', and only {string.Join(", ", allowed)} are allowed");
        return problem is null ? new ReleaseText(source, document) : null;
    }

    /// <summary>The value of a key; null where it has none.</summary>
    public string? Value(string key) => Leaf(key) is { } leaf ? leaf.Decode(_file.Text) : null;

    /// <summary>The bytes with another value at a key; null, and the reason, where it cannot be written there.</summary>
    public byte[]? With(string key, string value, out string? problem)
    {
        problem = "it has no such key";
        if (Leaf(key) is not { } leaf) return null;
        var edit = DocumentEditor.Edit(_file, _document, [new TextChange(leaf.Span, value)]);
        problem = edit.Refusals.IsEmpty ? null : edit.Refusals[0].Message;
        return problem is null ? _file.WithChanges(edit.Changes) : null;
    }

    private SyntaxLeaf? Leaf(string key)
    {
        foreach (var leaf in _document.Leaves)
        {
            if (leaf.Label == Label.Value && leaf.Path.ToString() == key) return leaf;
        }

        return null;
    }

    // Keys count as well as values: an empty secret would be filled one day.
    private static string? Foreign(SyntaxDocument document, ImmutableArray<string> allowed) => allowed.IsEmpty ? null : document.Leaves
        .Where(l => l.Label is Label.Key or Label.Value or Label.Anchor or Label.Tag)
        .Select(l => l.Path.ToString())
        .FirstOrDefault(p => !allowed.Any(a => p == a || a.StartsWith(p + ".", StringComparison.Ordinal)));

    private static StepResult Broken(ReleaseFile file, string why) => StepResult.Failed(Descriptors.ReleaseFileBroken.Anywhere(file.Path, why));
}
