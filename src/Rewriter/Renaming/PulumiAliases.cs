using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Syntax.CSharp.Pulumi;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>
/// Gives the resources of Pulumi's C# programs whose logical names a rename changes aliases of their old names, in
/// the same set of changes.
/// </summary>
internal sealed class PulumiAliases(IFileTree tree, RenameRequest request)
{
    private ImmutableArray<RepoPath>? _sources;

    /// <summary>The files with their aliases; further files where only the aliases change one.</summary>
    public ImmutableArray<RenameFile> Add(ImmutableArray<RenameFile> files)
    {
        var roots = files.Where(f => f.IsChanged && f.Path.Extension is ".cs" or ".csx").GroupBy(ProgramOf).Where(g => g.Key is not null).ToList();
        if (roots.Count == 0) return files;

        var byPath = files.ToDictionary(f => f.Path);
        foreach (var root in roots) AddToProgram(root.Key!.Value, byPath);
        return [.. byPath.Values.OrderBy(f => f.Path)];
    }

    /// <summary>The folder of the program that a file belongs to: the nearest with a Pulumi project, else with a C# project.</summary>
    private RepoPath? ProgramOf(RenameFile file)
    {
        RepoPath? project = null;
        for (var folder = file.Path.Parent; ; folder = folder.Parent)
        {
            var entries = new List<TreeEntry>();
            tree.List(folder, entries);
            if (entries.Any(e => e.Name is "Pulumi.yaml" or "Pulumi.yml")) return folder;
            if (project is null && entries.Any(e => e.Name.EndsWith(".csproj", StringComparison.Ordinal))) project = folder;
            if (folder.Value.Length == 0) return file.MentionsPulumi ? project ?? file.Path.Parent : null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddToProgram(RepoPath root, Dictionary<RepoPath, RenameFile> byPath)
    {
        var sources = SourcesOf(root);
        var program = PulumiProgramAnalyzer.Analyze(sources.Values);
        if (program.Resources.IsEmpty) return;

        var changes = sources.Keys.Where(p => byPath.TryGetValue(p, out var file) && !file.Changes.IsEmpty)
            .ToDictionary(p => p, p => (IReadOnlyCollection<TextChange>)byPath[p].Changes);
        foreach (var (path, outcome) in PulumiAliasRewriter.AliasesFor(program, changes))
        {
            var file = byPath.GetValueOrDefault(path) ?? new RenameFile(path, sources[path].Digest, [], []);
            if (outcome.IsProven) byPath[path] = file with { Additions = outcome.Changes, Aliases = outcome.Changes.Count(c => c.NewText!.Contains("Name = ", StringComparison.Ordinal)) };
            foreach (var refusal in outcome.Refusals) Refuse(program, path, refusal, byPath);
        }
    }

    /// <summary>Marks the occurrences that make up a logical name whose resource cannot be given an alias.</summary>
    private static void Refuse(PulumiProgram program, RepoPath path, SyntaxProblem refusal, Dictionary<RepoPath, RenameFile> byPath)
    {
        foreach (var resource in program.Resources.Where(r => r.File == path && (r.Span == refusal.Span || r.NameSpan == refusal.Span)))
        {
            foreach (var (place, span) in program.PlacesOfName(resource))
            {
                if (!byPath.TryGetValue(place, out var file)) continue;
                var held = file.Occurrences.Where(o => span.Contains(o.Span)).Select(o => new UnfollowedAddress(o.Span.Start, refusal.Message));
                byPath[place] = file with { Unfollowed = [.. file.Unfollowed, .. held] };
            }
        }
    }

    private Dictionary<RepoPath, SourceFile> SourcesOf(RepoPath root)
    {
        _sources ??= RepositoryFiles.List(tree, new WalkOptions { IncludeVendored = request.IncludeVendored, IncludeIgnored = request.IncludeIgnored }, p => p.Extension is ".cs" or ".csx");
        var buffer = new FileBuffer();
        var sources = new Dictionary<RepoPath, SourceFile>();
        foreach (var path in _sources.Value.Where(p => root.Value.Length == 0 || p.Value.StartsWith(root.Value + "/", StringComparison.Ordinal)))
        {
            if (tree.Read(path, buffer, stopOnNul: true) == ReadStatus.Whole && SourceFile.Read(path, buffer.ToArray(), out _) is { } file) sources[path] = file;
        }

        return sources;
    }
}
