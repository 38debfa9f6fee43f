using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Rules;
using Rewriter.Text;

namespace Rewriter.Migrations.Reading;

/// <summary>Reads packs of keeps.</summary>
public static class PackReader
{
    /// <summary>Reads a pack; null where it has errors, which are in <paramref name="diagnostics"/>.</summary>
    public static KeepPack? Read(SourceFile file, ICollection<Diagnostic> diagnostics)
    {
        if (DefinitionFile.Read(file, diagnostics) is not { } root) return null;
        var before = diagnostics.Count;
        var reader = new DefinitionReader(file, root, "a pack", diagnostics);
        var id = reader.RequiredText("pack");
        var why = reader.RequiredText("why");
        var keeps = reader.Items("keeps", _ => "a keep").Select(RuleReader.ReadKeep).Select(k => k with { Id = $"{id}/{k.Id}" }).ToImmutableArray();
        var tests = reader.Section("tests", "tests");
        var pack = new KeepPack(id, why, keeps, Paths(tests, "covers"), Paths(tests, "leaves"));
        tests?.Finish();
        reader.Finish();
        return diagnostics.Count == before ? pack : null;
    }

    private static ImmutableArray<RepoPath> Paths(DefinitionReader? reader, string key)
    {
        var paths = ImmutableArray.CreateBuilder<RepoPath>();
        foreach (var text in reader?.Scalars(key) ?? [])
        {
            if (RepoPath.TryParse(text.Value, out var path)) paths.Add(path);
            else reader!.Diagnostics.Add(Descriptors.BadPattern.At(reader.File, text.Span, text.Value, "path in the repository", "it is relative, with forward slashes"));
        }

        return paths.ToImmutable();
    }
}
