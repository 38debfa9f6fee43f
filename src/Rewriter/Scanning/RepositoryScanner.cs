using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>
/// Searches a repository for texts, on bytes, before anything is decoded. Results do not depend on the number of
/// threads or on the order in which a file system lists its entries.
/// </summary>
public static class RepositoryScanner
{
    /// <summary>Searches a folder on disk; the hits are the files' bytes.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ScanResult<ReadOnlyMemory<byte>> Scan(string rootDirectory, ScanOptions options, CancellationToken cancellation = default) =>
        Scan(new DirectoryTree(rootDirectory), options, cancellation);

    /// <summary>Searches a tree; the hits are the files' bytes.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ScanResult<ReadOnlyMemory<byte>> Scan(IFileTree tree, ScanOptions options, CancellationToken cancellation = default) =>
        Scan(tree, options, (_, bytes) => bytes, cancellation);

    /// <summary>
    /// Searches a tree, and makes something of each hit at once, on the thread that found it, so that the bytes of
    /// many files are never held together.
    /// </summary>
    /// <param name="tree">The files.</param>
    /// <param name="options">What is searched.</param>
    /// <param name="process">Makes something of a hit; called by several threads. The bytes are the callee's to keep.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ScanResult<T> Scan<T>(IFileTree tree, ScanOptions options, Func<RepoPath, ReadOnlyMemory<byte>, T> process, CancellationToken cancellation = default)
    {
        var visitors = new List<Visitor<T>>();
        var walker = new RepositoryWalker(tree, options);
        walker.Walk(
            () =>
            {
                var visitor = new Visitor<T>(tree, options, process);
                visitors.Add(visitor);
                return visitor;
            },
            cancellation);

        return new ScanResult<T>(
            [.. visitors.SelectMany(v => v.Hits).OrderBy(h => h.Path.Value, StringComparer.Ordinal)],
            visitors.Sum(v => v.Clean),
            [.. visitors.SelectMany(v => v.Excluded).OrderBy(e => e.Path.Value, StringComparer.Ordinal)],
            [.. visitors.SelectMany(v => v.Refused).OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal)])
        {
            NamedPaths = [.. visitors.SelectMany(v => v.NamedPaths).Order(StringComparer.Ordinal)],
        };
    }

    private sealed class Visitor<T>(IFileTree tree, ScanOptions options, Func<RepoPath, ReadOnlyMemory<byte>, T> process) : RepositoryWalker.IVisitor
    {
        private readonly FileBuffer _buffer = new();

        public List<ScanHit<T>> Hits { get; } = [];

        public List<Exclusion> Excluded { get; } = [];

        public List<Diagnostic> Refused { get; } = [];

        public List<string> NamedPaths { get; } = [];

        public int Clean { get; private set; }

        public void Exclude(Exclusion exclusion) => Excluded.Add(exclusion);

        public void Visit(WalkedFolder folder, RepoPath path)
        {
            NoteName(folder, path);
            var status = tree.Read(path, _buffer, stopOnNul: true);
            if (status == ReadStatus.Missing) return;
            var found = options.Needles.IsIn(_buffer.Span);
            if (status == ReadStatus.Binary) Exclude(new Exclusion(path, ExclusionReason.Binary, false, found));
            else if (status == ReadStatus.TooLarge && !IsLeftOut(folder, path)) Refused.Add(Descriptors.FileTooLarge.At(path, _buffer.Length, SourceFile.MaxBytes));
            else if (status == ReadStatus.Unreadable && !IsLeftOut(folder, path)) Refused.Add(Descriptors.FileUnreadable.At(path));
            else if (!found) Clean++;
            else if (!IsLeftOut(folder, path)) Hits.Add(new ScanHit<T>(path, process(path, _buffer.ToArray())));
        }

        /// <summary>Few files are ignored and hold a name at the same time, so ignore files are asked last.</summary>
        private bool IsLeftOut(WalkedFolder folder, RepoPath path)
        {
            if (options.IncludeIgnored || !folder.IsIgnored(path, isFolder: false)) return false;
            Exclude(new Exclusion(path, ExclusionReason.Ignored, false, HasMatch: true));
            return true;
        }

        private void NoteName(WalkedFolder folder, RepoPath path)
        {
            if (options.NameFilter is null || !options.NameFilter(path)) return;
            if (options.IncludeIgnored || !folder.IsIgnored(path, isFolder: false)) NamedPaths.Add(path.Value);
        }
    }
}
