using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>
/// Goes through the folders of a repository with several threads, each folder once. What is left out is decided on
/// the way down for folders, and for files by their names; whether an ignore file names a file is only asked where the
/// answer matters (<see cref="WalkedFolder.IsIgnored"/>).
/// </summary>
public sealed class RepositoryWalker
{
    private readonly IFileTree _tree;
    private readonly WalkOptions _options;
    private readonly Stack<WalkedFolder> _open = new();
    private int _unfinished;
    private Exception? _failure;

    /// <summary>Makes a walker of a tree.</summary>
    public RepositoryWalker(IFileTree tree, WalkOptions options)
    {
        _tree = tree;
        _options = options;
    }

    /// <summary>What a walk calls for files; one object a thread.</summary>
    public interface IVisitor
    {
        /// <summary>A file that may be searched.</summary>
        void Visit(WalkedFolder folder, RepoPath path);

        /// <summary>Something that is left out.</summary>
        void Exclude(Exclusion exclusion);
    }

    /// <summary>Walks; returns when all threads have ended.</summary>
    /// <param name="makeVisitor">Makes the visitor of one thread.</param>
    /// <param name="cancellation">Ends the walk early.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public void Walk(Func<IVisitor> makeVisitor, CancellationToken cancellation)
    {
        _open.Push(new WalkedFolder(RepoPath.Root, IgnoreChain.ForRoot(_tree)));
        _unfinished = 1;
        var count = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        var threads = new Thread[count - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var visitor = makeVisitor();
            threads[i] = new Thread(() => Work(visitor, cancellation)) { IsBackground = true, Name = "scan" };
            threads[i].Start();
        }

        Work(makeVisitor(), cancellation);
        foreach (var thread in threads) thread.Join();
        cancellation.ThrowIfCancellationRequested();
        if (_failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
    }

    private void Work(IVisitor visitor, CancellationToken cancellation)
    {
        var entries = new List<TreeEntry>();
        var below = new List<WalkedFolder>();
        while (Next(cancellation) is { } folder)
        {
            try
            {
                Enter(folder, entries, below, visitor);
                Push(below);
                VisitFiles(folder, entries, visitor, cancellation);
            }
            catch (Exception e)
            {
                // The first failure ends every thread, and is thrown by the one that began the walk.
                lock (_open) _failure ??= e;
            }

            Finish();
        }
    }

    private void Enter(WalkedFolder folder, List<TreeEntry> entries, List<WalkedFolder> below, IVisitor visitor)
    {
        entries.Clear();
        below.Clear();
        _tree.List(folder.Path, entries);
        foreach (var entry in entries)
        {
            if (entry.Kind == TreeEntryKind.File && entry.Name == ".gitignore") folder.AddIgnoreFile();
            if (entry.Name == ".git" && folder.Path.Value.Length > 0) folder.IsOtherRepository = true;
        }

        if (folder.IsOtherRepository)
        {
            visitor.Exclude(new Exclusion(folder.Path, ExclusionReason.OtherRepository, IsFolder: true));
            entries.Clear();
            return;
        }

        foreach (var entry in entries)
        {
            if (entry.Kind != TreeEntryKind.Folder) continue;
            var path = folder.PathOf(entry.Name);
            if (!path.IsUnder(_options.Under) && !_options.Under.IsUnder(path)) continue;
            if (WhyNotFolder(folder, path, entry.Name) is { } exclusion) visitor.Exclude(exclusion);
            else below.Add(new WalkedFolder(path, folder.Ignores));
        }
    }

    private Exclusion? WhyNotFolder(WalkedFolder folder, RepoPath path, string name)
    {
        if (name == ".git") return new Exclusion(path, ExclusionReason.VersionControl, true);
        if (KnownPaths.IsStateFolder(name)) return new Exclusion(path, ExclusionReason.State, true);
        if (!_options.IncludeVendored && KnownPaths.IsVendoredFolder(name)) return new Exclusion(path, ExclusionReason.Vendored, true);
        if (ByRequest(path, true) is { } asked) return asked;
        return !_options.IncludeIgnored && folder.IsIgnored(path, true) ? new Exclusion(path, ExclusionReason.Ignored, true) : null;
    }

    private void VisitFiles(WalkedFolder folder, List<TreeEntry> entries, IVisitor visitor, CancellationToken cancellation)
    {
        if (!folder.Path.IsUnder(_options.Under)) return;
        foreach (var entry in entries)
        {
            if (entry.Kind == TreeEntryKind.Folder) continue;
            if (cancellation.IsCancellationRequested) return;
            var path = folder.PathOf(entry.Name);
            if (!_options.Only.IsEmpty && !_options.Only.Any(g => g.Matches(path))) continue;
            if (WhyNotFile(path, entry) is { } exclusion) visitor.Exclude(exclusion);
            else visitor.Visit(folder, path);
        }
    }

    private Exclusion? WhyNotFile(RepoPath path, TreeEntry entry)
    {
        if (entry.Kind == TreeEntryKind.Link) return new Exclusion(path, ExclusionReason.SymbolicLink, false);
        if (entry.Kind == TreeEntryKind.Other) return new Exclusion(path, ExclusionReason.SpecialFile, false);
        if (entry.Name == ".git") return new Exclusion(path, ExclusionReason.VersionControl, false);
        if (KnownPaths.IsState(entry.Name)) return new Exclusion(path, ExclusionReason.State, false);
        if (!_options.IncludeLockFiles && KnownPaths.IsLockFile(entry.Name)) return new Exclusion(path, ExclusionReason.LockFile, false);
        return ByRequest(path, false);
    }

    private Exclusion? ByRequest(RepoPath path, bool isFolder)
    {
        foreach (var exclude in _options.ExtraExcludes)
        {
            if (exclude.Paths.Matches(path)) return new Exclusion(path, exclude.Reason, isFolder, Note: exclude.Because);
        }

        return null;
    }

    private WalkedFolder? Next(CancellationToken cancellation)
    {
        lock (_open)
        {
            while (true)
            {
                if (_failure is not null || cancellation.IsCancellationRequested)
                {
                    Monitor.PulseAll(_open);
                    return null;
                }

                if (_open.TryPop(out var folder)) return folder;
                if (_unfinished == 0) return null;
                Monitor.Wait(_open, 50);
            }
        }
    }

    private void Push(List<WalkedFolder> folders)
    {
        if (folders.Count == 0) return;
        lock (_open)
        {
            foreach (var folder in folders) _open.Push(folder);
            _unfinished += folders.Count;
            Monitor.PulseAll(_open);
        }
    }

    private void Finish()
    {
        lock (_open)
        {
            _unfinished--;
            if (_unfinished == 0 || _failure is not null) Monitor.PulseAll(_open);
        }
    }
}
