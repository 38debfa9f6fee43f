using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Processes;

/// <summary>
/// States as they were before each change, a file each, so that every one of them can be found again. States hold secrets:
/// only this user can read the files, and an ignore file keeps them out of git.
/// </summary>
/// <param name="folder">The folder, absolute.</param>
public sealed class StateBackups(string folder)
{
    /// <summary>Keeps a state.</summary>
    /// <param name="stateKey">The key of the state.</param>
    /// <param name="file">The file's name, which no other state has.</param>
    /// <param name="text">The state.</param>
    /// <returns>The name by which <see cref="Read"/> finds it.</returns>
    /// <exception cref="DeploymentException">It cannot be written.</exception>
    public string Keep(string stateKey, string file, string text)
    {
        var name = $"{stateKey}/{file}";
        var path = Path.Combine(folder, name);
        try
        {
            var ignore = Path.Combine(folder, ".gitignore");
            if (!File.Exists(ignore)) WorkingCopy.WritePrivate(ignore, "*\n");
            WorkingCopy.WritePrivate(path, text, isLasting: true);
            return name;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(Descriptors.StoreUnwritable.Failure(stateKey, path, broken.Message));
        }
    }

    /// <summary>The state before an apply; null where there was none.</summary>
    /// <param name="checkpoint">What the apply did.</param>
    /// <exception cref="DeploymentException">It is not there any more, or is no JSON.</exception>
    public string? Read(DeploymentCheckpoint checkpoint)
    {
        if (checkpoint.EngineData is not { } name) return null;
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!IsInside(path) || !File.Exists(path)) throw Refused(checkpoint, $"the backup '{name}' of the state is not there");
        var text = File.ReadAllText(path);
        try
        {
            JsonDocument.Parse(text).Dispose();
            return text;
        }
        catch (JsonException broken)
        {
            throw Refused(checkpoint, $"the backup '{name}' of the state cannot be read: {broken.Message}");
        }
    }

    private static DeploymentException Refused(DeploymentCheckpoint checkpoint, string why) => new(Descriptors.RollbackRefused.Failure(checkpoint.StateKey, why));

    private bool IsInside(string path) => path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
