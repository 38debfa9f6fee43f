using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>A folder on a walk.</summary>
public sealed class WalkedFolder
{
    internal WalkedFolder(RepoPath path, IgnoreChain ignores)
    {
        Path = path;
        Ignores = ignores;
    }

    /// <summary>Where it lies.</summary>
    public RepoPath Path { get; }

    internal IgnoreChain Ignores { get; private set; }

    internal bool IsOtherRepository { get; set; }

    /// <summary>True where an ignore file names a file or folder that lies directly in this folder.</summary>
    public bool IsIgnored(RepoPath path, bool isFolder) => Ignores.Ignores(path, isFolder);

    internal void AddIgnoreFile() => Ignores = Ignores.With(Path);

    internal RepoPath PathOf(string name) => RepoPath.FromTrusted(Path.Value.Length == 0 ? name : Path.Value + "/" + name);
}
