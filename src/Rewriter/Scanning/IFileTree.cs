using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>
/// Files to be read: a folder on disk, memory, or one laid over the other. Every reading of a repository goes through
/// this, so that a plan can be made on what will be. Implementations may be used by several threads at once.
/// </summary>
public interface IFileTree
{
    /// <summary>Adds the entries of a folder in any order; nothing where there is no such folder.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    void List(RepoPath folder, List<TreeEntry> into);

    /// <summary>Reads a file into a buffer; a link is not followed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">Gets the bytes, from its beginning.</param>
    /// <param name="stopOnNul">True to stop behind the first block where it holds a NUL byte and no UTF-16 mark.</param>
    ReadStatus Read(RepoPath path, FileBuffer buffer, bool stopOnNul);
}
