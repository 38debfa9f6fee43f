using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>What exists, whatever states believe: one file beside them.</summary>
internal sealed class Cloud(string folder)
{
    private readonly string _path = Path.Combine(folder, "cloud.json");

    public JsonObject? Find(string type, string id) => Load()[Key(type, id)]?.AsObject();

    public void Create(string type, string id, JsonObject properties)
    {
        var all = Load();
        if (all.ContainsKey(Key(type, id))) throw new Refusal(Refusal.Generic, $"googleapi: Error 409: Requested entity already exists: {id}");
        all[Key(type, id)] = Values.Opened(properties);
        Save(all);
    }

    public void Update(string type, string id, JsonObject properties)
    {
        var all = Load();
        if (!all.ContainsKey(Key(type, id))) throw new Refusal(Refusal.Generic, $"googleapi: Error 404: {id} was not found");
        all[Key(type, id)] = Values.Opened(properties);
        Save(all);
    }

    public void Delete(string type, string id, bool isProtected)
    {
        var all = Load();
        if (!all.ContainsKey(Key(type, id))) return;
        if (isProtected) throw new Refusal(Refusal.Generic, $"cannot destroy {id} without setting deletionProtection=false and running an update");
        all.Remove(Key(type, id));
        Save(all);
    }

    /// <summary>How many objects of a type have an id that begins so.</summary>
    public int Count(string type, string prefix) => Load().Count(o => o.Key.StartsWith(Key(type, prefix), StringComparison.Ordinal));

    private static string Key(string type, string id) => $"{type} {id}";

    private JsonObject Load() => File.Exists(_path) ? JsonNode.Parse(File.ReadAllText(_path))!.AsObject() : [];

    private void Save(JsonObject all) => Backend.Write(_path, Values.Write(all));
}
