using System.Collections.Concurrent;
using System.Collections.Immutable;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>The <c>moved</c> blocks of a folder's Terraform files, read when an address of the folder changes.</summary>
internal sealed class StatedMoves(IFileTree tree)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<MovedAddress>> _folders = new(StringComparer.Ordinal);

    /// <summary>What the files of a folder state, in the order of their names.</summary>
    public ImmutableArray<MovedAddress> In(RepoPath folder) => _folders.GetOrAdd(folder.Value, _ => Read(folder));

    private ImmutableArray<MovedAddress> Read(RepoPath folder)
    {
        var moves = ImmutableArray.CreateBuilder<MovedAddress>();
        var entries = new List<TreeEntry>();
        var buffer = new FileBuffer();
        tree.List(folder, entries);
        foreach (var entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var path = folder.Append(entry.Name);
            if (entry.Kind != TreeEntryKind.File || path.Extension is not (".tf" or ".tofu")) continue;
            if (tree.Read(path, buffer, stopOnNul: true) != ReadStatus.Whole || buffer.Span.IndexOf("moved"u8) < 0) continue;
            if (SourceFile.Read(path, buffer.ToArray(), out _) is { } file) moves.AddRange(MovedBlocks.In(LanguageCatalog.Read(file)));
        }

        return moves.ToImmutable();
    }
}
