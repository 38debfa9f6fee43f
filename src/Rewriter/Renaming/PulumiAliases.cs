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
    private readonly Dictionary<string, IReadOnlyList<string>> _listed = new(StringComparer.Ordinal);
    private Dictionary<string, ReadProgram> _read = new(StringComparer.Ordinal);

    /// <summary>The files with their aliases; further files where only the aliases change one.</summary>
    public ImmutableArray<RenameFile> Add(ImmutableArray<RenameFile> files)
    {
        var roots = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (file.IsChanged && file.Path.Extension is ".cs" or ".csx" && ProgramOf(file) is { } root) roots.Add(root.Value);
        }

        if (roots.Count == 0) return files;
        var byPath = files.ToDictionary(f => f.Path.Value, StringComparer.Ordinal);
        foreach (var program in AliasesOf([.. roots], byPath))
        {
            foreach (var aliased in program.Aliased) Take(aliased, byPath);
        }

        return [.. byPath.Values.OrderBy(f => f.Path.Value, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The programs are read side by side; what comes of them is taken over one after the other. A program whose files
    /// are planned as they were before is not read again.
    /// </summary>
    private ReadProgram[] AliasesOf(string[] roots, Dictionary<string, RenameFile> byPath)
    {
        var found = new ReadProgram[roots.Length];
        Workers.Run(request.Threads, roots.Length, () => i => found[i] = _read.TryGetValue(roots[i], out var read) && read.IsOf(byPath) ? read : AliasesOf(RepoPath.FromTrusted(roots[i]), byPath), CancellationToken.None);
        _read = roots.Zip(found).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        return found;
    }

    /// <summary>The folder of the program that a file belongs to: the nearest with a Pulumi project, else with a C# project.</summary>
    private RepoPath? ProgramOf(RenameFile file)
    {
        RepoPath? project = null;
        for (var folder = file.Path.Parent; ; folder = folder.Parent)
        {
            var names = NamesIn(folder);
            if (names.Any(n => n is "Pulumi.yaml" or "Pulumi.yml")) return folder;
            if (project is null && names.Any(n => n.EndsWith(".csproj", StringComparison.Ordinal))) project = folder;
            if (folder.Value.Length == 0) return file.MentionsPulumi ? project ?? file.Path.Parent : null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadProgram AliasesOf(RepoPath root, Dictionary<string, RenameFile> byPath)
    {
        var sources = SourcesOf(root);
        var planned = sources.Keys.Select(p => byPath.GetValueOrDefault(p.Value)).OfType<RenameFile>().ToList();
        var program = PulumiProgramAnalyzer.Analyze(sources.Values);
        var aliased = new List<AliasedFile>();
        if (program.Resources.IsEmpty) return new ReadProgram(planned, aliased);

        var changes = planned.Where(f => !f.Changes.IsEmpty).ToDictionary(f => f.Path, f => (IReadOnlyCollection<TextChange>)f.Changes);
        foreach (var (path, outcome) in PulumiAliasRewriter.AliasesFor(program, changes))
            aliased.Add(new AliasedFile(path, sources[path].Digest, outcome, [.. outcome.Refusals.SelectMany(r => HeldBy(program, path, r))]));
        return new ReadProgram(planned, aliased);
    }

    /// <summary>The places that make up a logical name whose resource cannot be given an alias.</summary>
    private static IEnumerable<HeldName> HeldBy(PulumiProgram program, RepoPath path, SyntaxProblem refusal) =>
        program.Resources.Where(r => r.File == path && (r.Span == refusal.Span || r.NameSpan == refusal.Span))
            .SelectMany(program.PlacesOfName)
            .Select(p => new HeldName(p.File, p.Span, refusal.Message));

    private static void Take(AliasedFile aliased, Dictionary<string, RenameFile> byPath)
    {
        var changes = aliased.Outcome.Changes;
        var file = byPath.GetValueOrDefault(aliased.Path.Value) ?? new RenameFile(aliased.Path, aliased.Digest, [], []);
        if (aliased.Outcome.IsProven) byPath[aliased.Path.Value] = file with { Additions = changes, Aliases = changes.Count(c => c.NewText!.Contains("Name = ", StringComparison.Ordinal)) };
        foreach (var name in aliased.Held)
        {
            if (!byPath.TryGetValue(name.File.Value, out var holder)) continue;
            var held = holder.Occurrences.Where(o => name.Span.Contains(o.Span)).Select(o => new UnfollowedAddress(o.Span.Start, name.Reason));
            byPath[name.File.Value] = holder with { Unfollowed = [.. holder.Unfollowed, .. held] };
        }
    }

    private Dictionary<RepoPath, SourceFile> SourcesOf(RepoPath root)
    {
        var options = new WalkOptions { IncludeVendored = request.IncludeVendored, IncludeIgnored = request.IncludeIgnored, Under = root, Threads = 1 };
        var buffer = new FileBuffer();
        var sources = new Dictionary<RepoPath, SourceFile>();
        foreach (var path in RepositoryFiles.List(tree, options, p => p.Extension is ".cs" or ".csx"))
        {
            if (tree.Read(path, buffer, stopOnNul: true) == ReadStatus.Whole && SourceFile.Read(path, buffer.ToArray(), out _) is { } file) sources[path] = file;
        }

        return sources;
    }

    private IReadOnlyList<string> NamesIn(RepoPath folder)
    {
        if (_listed.TryGetValue(folder.Value, out var names)) return names;
        var entries = new List<TreeEntry>();
        tree.List(folder, entries);
        return _listed[folder.Value] = [.. entries.Select(e => e.Name)];
    }

    private sealed record HeldName(RepoPath File, TextSpan Span, string Reason);

    /// <summary>What became of a program.</summary>
    /// <param name="Planned">Its files that hold old names, as they were planned then.</param>
    /// <param name="Aliased">The files that get aliases.</param>
    private sealed record ReadProgram(IReadOnlyList<RenameFile> Planned, IReadOnlyList<AliasedFile> Aliased)
    {
        /// <summary>True where the same files are planned in the same way now.</summary>
        public bool IsOf(Dictionary<string, RenameFile> byPath) => Planned.All(f => ReferenceEquals(f, byPath.GetValueOrDefault(f.Path.Value)));
    }

    private sealed record AliasedFile(RepoPath Path, string Digest, EditOutcome Outcome, IReadOnlyList<HeldName> Held);
}
