using System.Text.Json.Nodes;

namespace Rewriter.ArgoStandIn;

/// <summary>
/// One application of the cluster that this program stands for, kept in a file. It follows a revision of a real git
/// repository: it notices a new commit at one look, syncs at the next, and is healthy at the one after.
/// </summary>
internal sealed class Application
{
    private readonly string _path;
    private readonly JsonObject _state;

    private Application(string path, JsonObject state) => (_path, _state) = (path, state);

    /// <summary>Reads an application; null where the cluster has none of this name.</summary>
    public static Application? Open(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".json");
        return File.Exists(path) ? new Application(path, JsonNode.Parse(File.ReadAllText(path))!.AsObject()) : null;
    }

    /// <summary>The application goes on by one stage, unless it is stuck.</summary>
    public void Look()
    {
        var wanted = Git.Run("rev-parse", Text("targetRevision") + "^{commit}", Text("repository"));
        if (Text("stuck") == "yes") return;
        if (Text("revision") != wanted)
        {
            if (Text("sync") == "Synced") Set("sync", "OutOfSync");
            else Sync(wanted);
        }
        else
        {
            Set("health", "Healthy");
        }

        File.WriteAllText(_path, _state.ToJsonString());
    }

    /// <summary>Brings the cluster to what git says at once, whatever somebody changed in it.</summary>
    public void SyncNow()
    {
        Sync(Git.Run("rev-parse", Text("targetRevision") + "^{commit}", Text("repository")));
        Set("health", "Healthy");
        File.WriteAllText(_path, _state.ToJsonString());
    }

    /// <summary>The application as the real program writes it.</summary>
    public string Json() => new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = Path.GetFileNameWithoutExtension(_path) },
        ["status"] = new JsonObject
        {
            ["sync"] = new JsonObject { ["status"] = Text("sync"), ["revision"] = Text("revision") },
            ["health"] = new JsonObject { ["status"] = Text("health") },
            ["operationState"] = new JsonObject { ["phase"] = "Succeeded" },
        },
    }.ToJsonString();

    private void Sync(string revision)
    {
        Set("revision", revision);
        Set("sync", "Synced");
        Set("health", "Progressing");

        // What the pods run: the values file of that commit.
        if (Text("values") is { Length: > 0 } values) Set("deployed", Git.Run("show", $"{revision}:{values}", Text("repository")));
    }

    private string Text(string name) => _state[name]?.GetValue<string>() ?? string.Empty;

    private void Set(string name, string value) => _state[name] = value;
}
