using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>The files of the backend: states, histories, locks.</summary>
internal sealed class Backend(string folder, string project)
{
    public string Folder => folder;

    private string StacksFolder => Path.Combine(folder, ".pulumi", "stacks", project);

    public bool Exists(string stack) => File.Exists(PathOf(stack));

    public JsonObject Load(string stack) => Exists(stack) ? JsonNode.Parse(File.ReadAllText(PathOf(stack)))!.AsObject() : throw new Refusal(Refusal.StackNotFound, $"no stack named '{stack}' found");

    public void Save(string stack, JsonObject export) => Write(PathOf(stack), Values.Write(export));

    public void Remove(string stack) => File.Delete(PathOf(stack));

    public JsonArray History(string stack) => File.Exists(HistoryPath(stack)) ? JsonNode.Parse(File.ReadAllText(HistoryPath(stack)))!.AsArray() : [];

    public void AddHistory(string stack, JsonObject entry)
    {
        var all = History(stack);
        entry["version"] = all.Count + 1;
        all.Insert(0, entry);
        Write(HistoryPath(stack), Values.Write(all));
    }

    /// <summary>Keeps others out until it is disposed. A lock that a dead process left stays, as a real one does.</summary>
    public IDisposable Lock(string stack)
    {
        var locks = Directory.CreateDirectory(Path.Combine(folder, ".pulumi", "locks", project, stack)).FullName;
        var own = Path.Combine(locks, Guid.NewGuid().ToString("D") + ".json");
        File.WriteAllText(own, new JsonObject { ["pid"] = Environment.ProcessId, ["timestamp"] = DateTimeOffset.UtcNow.ToString("O") }.ToJsonString());
        var others = Directory.GetFiles(locks).Where(f => f != own).ToList();
        if (others.Count == 0) return new Held(own);
        File.Delete(own);
        throw new Refusal(Refusal.Generic, $"the stack is currently locked by {others.Count} lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.");
    }

    /// <summary>Writes a file so that a reader never sees half of it.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var next = path + ".next";
        File.WriteAllText(next, text);
        File.Move(next, path, overwrite: true);
    }

    private string PathOf(string stack) => Path.Combine(StacksFolder, stack + ".json");

    private string HistoryPath(string stack) => Path.Combine(folder, ".pulumi", "history", project, stack + ".json");

    private sealed class Held(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}
