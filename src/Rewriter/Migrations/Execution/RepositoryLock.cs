using Rewriter.Diagnostics;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Execution;

/// <summary>
/// Keeps a second process out of a repository. The lock is the open file, not its existence, so it ends with the
/// process that holds it, however that ends.
/// </summary>
public sealed class RepositoryLock : IDisposable
{
    private readonly FileStream _stream;

    private RepositoryLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="WorkspaceException">Another process holds it (RW3002), or the folder cannot be written (RW0007).</exception>
    public static RepositoryLock Take(string folder)
    {
        var path = Path.Combine(folder, "lock");
        try
        {
            Directory.CreateDirectory(folder);
            return new RepositoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new WorkspaceException(Descriptors.WriteFailed.Anywhere(refused.Message), refused);
        }
        catch (IOException busy)
        {
            throw new WorkspaceException(File.Exists(path) ? Descriptors.Locked.Anywhere(path) : Descriptors.WriteFailed.Anywhere(busy.Message), busy);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
