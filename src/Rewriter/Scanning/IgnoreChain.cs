using System.Text;
using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>
/// The ignore files that hold for a folder: its own, those above it, and the repository's exclude file. They are read
/// when the first path is asked about, and not where nothing is asked.
/// </summary>
internal sealed class IgnoreChain
{
    [ThreadStatic]
    private static FileBuffer? _buffer;

    private readonly IFileTree _tree;
    private readonly IgnoreChain? _above;
    private readonly RepoPath _folder;
    private readonly RepoPath _file;
    private IgnoreFile? _patterns;

    private IgnoreChain(IFileTree tree, RepoPath folder, RepoPath file, IgnoreChain? above)
    {
        _tree = tree;
        _folder = folder;
        _file = file;
        _above = above;
    }

    /// <summary>The chain of the root folder, before its own ignore file.</summary>
    public static IgnoreChain ForRoot(IFileTree tree) => new(tree, RepoPath.Root, RepoPath.FromTrusted(".git/info/exclude"), null);

    /// <summary>This chain with the ignore file of a folder below.</summary>
    public IgnoreChain With(RepoPath folder) => new(_tree, folder, folder.Append(".gitignore"), this);

    /// <summary>True where the path is ignored; the folders above it are not asked again.</summary>
    public bool Ignores(RepoPath path, bool isFolder)
    {
        for (var link = this; link is not null; link = link._above)
        {
            var relative = path.Value.AsSpan(link._folder.Value.Length == 0 ? 0 : link._folder.Value.Length + 1);
            if (link.Patterns().Ignores(relative, isFolder) is { } ignored) return ignored;
        }

        return false;
    }

    // Two threads may read the same file at once; both make the same patterns.
    private IgnoreFile Patterns() => _patterns ??= Load();

    private IgnoreFile Load()
    {
        var buffer = _buffer ??= new FileBuffer();
        return IgnoreFile.Parse(_tree.Read(_file, buffer, stopOnNul: false) == ReadStatus.Whole ? Encoding.UTF8.GetString(buffer.Span) : string.Empty);
    }
}
