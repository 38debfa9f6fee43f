using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Rewriter.Naming;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>
/// Plans a rename over a whole repository. Files are searched on bytes first; what was found is judged with what is
/// known of the repository as a whole, file by file, so that memory does not grow with the repository.
/// </summary>
public static class RenameEngine
{
    private static readonly ImmutableArray<ExtraExclude> OwnFiles =
    [
        new(new PathGlob("/.rewrite/"), "it is the product's own ledger", ExclusionReason.OwnFile),
        new(new PathGlob("/rewrite.yaml"), "it holds rules, not the thing they are about", ExclusionReason.OwnFile),
        new(new PathGlob("/eng/common/"), "it is a copy of scripts that are shared between repositories", ExclusionReason.Vendored),
    ];

    /// <summary>Plans a rename of a folder on disk; nothing is written.</summary>
    /// <exception cref="ArgumentException">There is no pair, or an old name has no letter or digit.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static RenamePlan Plan(string rootDirectory, RenameRequest request, CancellationToken cancellation = default) =>
        Plan(new DirectoryTree(rootDirectory), request, cancellation);

    /// <summary>Plans a rename of a tree of files; nothing is written.</summary>
    /// <exception cref="ArgumentException">There is no pair, or an old name has no letter or digit.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static RenamePlan Plan(IFileTree tree, RenameRequest request, CancellationToken cancellation = default)
    {
        var matcher = new NameMatcher(request.Pairs);
        var joined = new JoinedSpellings(matcher);
        var links = new LinkedRepositories(matcher);
        var scan = RepositoryScanner.Scan(tree, OptionsOf(request, matcher, joined.Signs), (_, bytes) => Sample(Encoding.Latin1.GetString(bytes.Span), joined, links), cancellation);
        return scan.Hits.IsEmpty && scan.NamedPaths.IsEmpty ? Nothing(request, scan) : Plan(tree, request, matcher, scan, cancellation);
    }

    private static RenamePlan Plan(IFileTree tree, RenameRequest request, NameMatcher matcher, ScanResult<FileSample> scan, CancellationToken cancellation)
    {
        var taken = ImmutableHashSet<int>.Empty;
        var hits = new RepoPath[scan.Hits.Length];
        for (var i = 0; i < hits.Length; i++)
        {
            hits[i] = scan.Hits[i].Path;
            if (!scan.Hits[i].Value.Taken.IsEmpty) taken = taken.Union(scan.Hits[i].Value.Taken);
        }

        var choice = new NameChoice(request.Pairs, GoMajorVersions.Read(tree, request.Pairs));
        var paths = PathPlanner.Plan(request, matcher, choice, taken, scan.NamedPaths);
        var facts = new RenameFacts
        {
            Matcher = matcher,
            Own = OwnNamesReader.Read(tree, request),
            Inferred = LinkedRepositories.Infer(scan.Hits.Select(h => h.Value.Links)),
            Choice = choice,
            TakenWhenJoined = taken,
            CSharp = new CSharpFacts(tree, request),
            Modules = new ModuleSources(tree),
            Moves = new StatedMoves(tree),
            Paths = paths.ToDictionary(p => p.Path.Value, StringComparer.Ordinal),
        };

        var (files, refused) = PlanFollowed(tree, request, facts, hits, cancellation);
        return new RenamePlan
        {
            Pairs = request.Pairs,
            Files = files,
            Paths = paths,
            Excluded = scan.Excluded,
            Refused = [.. scan.Refused, .. refused],
            Errors = [.. PathPlanner.Collisions(paths, path => Exists(tree, path))],
            Attention = OutsideAttention.For(files, paths),
            Own = [.. facts.Own.Slugs.Order(StringComparer.Ordinal)],
            CleanFiles = scan.CleanFiles + scan.Hits.Length - files.Length - refused.Length,
        };
    }

    // Most of what is known of a repository serves to judge occurrences; where there is none, none of it is read.
    private static RenamePlan Nothing(RenameRequest request, ScanResult<FileSample> scan) => new()
    {
        Pairs = request.Pairs,
        Files = [],
        Paths = [],
        Excluded = scan.Excluded,
        Refused = scan.Refused,
        Errors = [],
        Attention = [],
        Own = [.. request.Own.Order(StringComparer.Ordinal)],
        CleanFiles = scan.CleanFiles,
    };

    /// <summary>What one file tells about the repository as a whole.</summary>
    private static FileSample Sample(string text, JoinedSpellings joined, LinkedRepositories links) => new(joined.In(text), links.In(text));

    private static ScanOptions OptionsOf(RenameRequest request, NameMatcher matcher, IEnumerable<string> signs) => new()
    {
        Needles = new ByteNeedles(matcher.Spellings.Select(s => s.From).Concat(signs)),
        Only = request.Only,
        ExtraExcludes = [.. request.Excludes, .. OwnFiles],
        IncludeIgnored = request.IncludeIgnored,
        IncludeVendored = request.IncludeVendored,
        IncludeLockFiles = request.IncludeVendored,
        Threads = request.Threads,
        NameFilter = path => matcher.Match(path.Value).Count > 0,
    };

    private static bool Exists(IFileTree tree, RepoPath path)
    {
        var entries = new List<TreeEntry>();
        tree.List(path.Parent, entries);
        return entries.Any(e => e.Name == path.Name);
    }

    /// <summary>
    /// Plans the files with what lets states follow, and those again that hold an occurrence which no state could
    /// follow. Each round holds back at least one more.
    /// </summary>
    private static (ImmutableArray<RenameFile> Files, ImmutableArray<Diagnostic> Refused) PlanFollowed(
        IFileTree tree, RenameRequest request, RenameFacts facts, RepoPath[] paths, CancellationToken cancellation)
    {
        var aliases = new PulumiAliases(tree, request);
        var (files, refused) = PlanFiles(tree, request, facts, paths, cancellation);
        while (true)
        {
            (files, facts) = Coordinate(tree, request, facts, files, cancellation);
            var followed = request.FollowAddresses ? aliases.Add(files) : files;
            var (held, holders) = NewlyHeld(followed, facts.Unfollowed);
            if (holders.Count == 0) return (followed, refused);
            facts = facts with { Unfollowed = held };
            files = PlanAgain(tree, request, facts, files, f => holders.Contains(f.Path), cancellation);
        }
    }

    /// <summary>The occurrences that no state can follow, with those that are known already, and the files of the new ones.</summary>
    private static (ImmutableDictionary<string, string> Held, HashSet<RepoPath> Holders) NewlyHeld(ImmutableArray<RenameFile> files, ImmutableDictionary<string, string> held)
    {
        var holders = new HashSet<RepoPath>();
        foreach (var file in files)
        {
            foreach (var address in file.Unfollowed)
            {
                var key = UnfollowedAddress.KeyOf(file.Path, address.Start);
                if (held.ContainsKey(key)) continue;
                held = held.Add(key, address.Reason);
                holders.Add(file.Path);
            }
        }

        return (held, holders);
    }

    /// <summary>
    /// Plans those files again that hold a declared name which turned out to be fixed at another place, until every
    /// declaration changes with all its uses or not at all. Each round blocks at least one more name.
    /// </summary>
    private static (ImmutableArray<RenameFile> Files, RenameFacts Facts) Coordinate(
        IFileTree tree, RenameRequest request, RenameFacts facts, ImmutableArray<RenameFile> files, CancellationToken cancellation)
    {
        while (SymbolCoordinator.NewlyBlocked(files, facts) is { IsEmpty: false } blocked)
        {
            facts = facts with { Blocked = facts.Blocked.Union(blocked) };
            files = PlanAgain(tree, request, facts, files, f => SymbolCoordinator.Holds(f, blocked), cancellation);
        }

        return (files, facts);
    }

    private static ImmutableArray<RenameFile> PlanAgain(
        IFileTree tree, RenameRequest request, RenameFacts facts, ImmutableArray<RenameFile> files, Func<RenameFile, bool> isMeant, CancellationToken cancellation)
    {
        var (replanned, _) = PlanFiles(tree, request, facts, [.. files.Where(isMeant).Select(f => f.Path)], cancellation);
        var byPath = replanned.ToDictionary(f => f.Path);
        return [.. files.Select(f => byPath.GetValueOrDefault(f.Path) ?? f)];
    }

    private static (ImmutableArray<RenameFile> Files, ImmutableArray<Diagnostic> Refused) PlanFiles(
        IFileTree tree, RenameRequest request, RenameFacts facts, RepoPath[] paths, CancellationToken cancellation)
    {
        var files = new RenameFile?[paths.Length];
        var refused = new Diagnostic?[paths.Length];
        Workers.Run(request.Threads, paths.Length, () =>
        {
            var buffer = new FileBuffer();
            var renamer = new FileRenamer(request, facts);
            return i =>
            {
                if (tree.Read(paths[i], buffer, stopOnNul: true) != ReadStatus.Whole) return;
                if (SourceFile.Read(paths[i], buffer.ToArray(), out refused[i]) is { } file) files[i] = renamer.Plan(file);
            };
        }, cancellation);

        return ([.. files.OfType<RenameFile>()], [.. refused.OfType<Diagnostic>()]);
    }
}
