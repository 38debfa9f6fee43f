using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>
/// States and cloud in a folder: <c>cloud.json</c>, <c>state/KEY.json</c>, and under <c>backup/KEY/</c> every state as it
/// was before its serial grew. A file is written beside its place, flushed to the disk and renamed, so that a kill leaves
/// the old or the new one. The lock is an open file, which the system closes when its process ends.
/// </summary>
public sealed class FileEngineStore : IEngineStore
{
    private readonly string _folder;

    /// <summary>A store in a folder, which is made when the first file is kept.</summary>
    public FileEngineStore(string folder) => _folder = Path.GetFullPath(folder);

    private string CloudFile => Path.Combine(_folder, "cloud.json");

    private string StateFolder => Path.Combine(_folder, "state");

    /// <inheritdoc/>
    public ImmutableArray<string> StateKeys() => !Directory.Exists(StateFolder) ? [] :
    [
        .. Directory.EnumerateFiles(StateFolder, "*.json", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(StateFolder, f)[..^".json".Length].Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public EngineState? LoadState(string key)
    {
        var state = Load<EngineState>(StateFile(key), s => s.Version);
        if (state is not null && state.Key != key) throw Unreadable(StateFile(key), $"it is the state '{state.Key}'");
        return state;
    }

    /// <inheritdoc/>
    public void SaveState(EngineState state)
    {
        var kept = LoadState(state.Key);
        EngineStates.RequireSuccessor(kept, state);
        if (kept is not null && kept.Serial < state.Serial) Backup(kept);
        Save(StateFile(state.Key), state);
    }

    /// <inheritdoc/>
    public void DropState(string key)
    {
        if (LoadState(key) is not { } kept) return;
        Backup(kept);
        Guard(StateFile(key), () =>
        {
            File.Delete(StateFile(key));
            for (var parent = Path.GetDirectoryName(StateFile(key))!; parent != StateFolder && !Directory.EnumerateFileSystemEntries(parent).Any(); parent = Path.GetDirectoryName(parent)!)
                Directory.Delete(parent);
        });
    }

    /// <inheritdoc/>
    public CloudSnapshot LoadCloud() => Load<CloudSnapshot>(CloudFile, c => c.Version) ?? CloudSnapshot.Empty;

    /// <inheritdoc/>
    public void SaveCloud(CloudSnapshot cloud) => Save(CloudFile, cloud);

    /// <inheritdoc/>
    public IDisposable Lock()
    {
        var file = Path.Combine(_folder, "lock");
        try
        {
            Directory.CreateDirectory(_folder);
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw Unwritable(file, refused);
        }
        catch (IOException held)
        {
            throw new EngineStoreException(Descriptors.StoreLocked.Failure(null, $"'{Shown(file)}'"), held);
        }
    }

    private string StateFile(string key)
    {
        Deployment.StateKeys.Require(key);
        return Path.Combine(StateFolder, key.Replace('/', Path.DirectorySeparatorChar) + ".json");
    }

    private void Backup(EngineState state)
    {
        var name = state.Serial.ToString("D6", CultureInfo.InvariantCulture) + ".json";
        Save(Path.Combine(_folder, "backup", state.Key.Replace('/', Path.DirectorySeparatorChar), name), state);
    }

    private T? Load<T>(string file, Func<T, int> version)
        where T : class
    {
        RefuseLinks(file);
        try
        {
            if (!File.Exists(file)) return null;
            var value = DeploymentJson.Read<T>(File.ReadAllText(file, Encoding.UTF8));
            return version(value) == EngineState.CurrentVersion ? value : throw Unreadable(file, $"it has the version {version(value)}; this program knows version {EngineState.CurrentVersion}");
        }
        catch (JsonException broken)
        {
            throw Unreadable(file, broken.Message, broken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, refused.Message, refused);
        }
    }

    private void Save<T>(string file, T value)
    {
        RefuseLinks(file);
        var temporary = file + ".new";
        Guard(file, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(Encoding.UTF8.GetBytes(DeploymentJson.Write(value)));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        });
    }

    private void Guard(string file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(file, refused);
        }
    }

    // A link inside the folder would let a state be read or written outside it.
    private void RefuseLinks(string file)
    {
        for (var path = file; path.Length > _folder.Length; path = Path.GetDirectoryName(path)!)
        {
            if (new FileInfo(path).LinkTarget is not null) throw Unreadable(path, "it is a symbolic link");
        }
    }

    private EngineStoreException Unreadable(string file, string why, Exception? inner = null) =>
        new(Descriptors.StoreUnreadable.Failure(null, $"'{Shown(file)}'", why), inner);

    private EngineStoreException Unwritable(string file, Exception inner) =>
        new(Descriptors.StoreUnwritable.Failure(null, $"'{Shown(file)}'", inner.Message), inner);

    private string Shown(string file) => Path.GetFileName(_folder) + "/" + Path.GetRelativePath(_folder, file).Replace('\\', '/');
}
