using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>Plans steps from a program and a state, one resource after the other, so that an update can take each before the next is planned.</summary>
internal sealed class Planner
{
    // What a state keeps of a resource from one update to the next.
    private static readonly string[] Carried = ["importID", "created", "modified"];

    private readonly YamlProgram _program;
    private readonly Deployment _state;
    private readonly Cloud _cloud;
    private readonly string _stack;
    private readonly Func<string, JsonObject, JsonNode?> _configured;
    private readonly bool _planning;
    private readonly Dictionary<string, JsonObject> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

    public Planner(YamlProgram program, Deployment state, Cloud cloud, string stack, Func<string, JsonObject, JsonNode?> configured, bool planning) =>
        (_program, _state, _cloud, _stack, _configured, _planning) = (program, state, cloud, stack, configured, planning);

    private string RootUrn => Urn("pulumi:pulumi:Stack", $"{_program.Project}-{_stack}");

    /// <summary>The steps that make; what each gives must be told by <see cref="Made"/> before the next is asked for.</summary>
    public IEnumerable<Step> Wanted()
    {
        yield return Bookkeeping(RootUrn, "pulumi:pulumi:Stack", null);
        foreach (var package in _program.Resources.Select(r => r.Type.Split(':')[0]).Distinct()) yield return Bookkeeping(ProviderUrn(package), $"pulumi:providers:{package}", Guid.NewGuid().ToString("D"));
        var urns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in Ordered())
        {
            if (!urns.Add(Urn(resource.Type, resource.Name))) throw new Refusal(Refusal.Generic, $"Duplicate resource URN '{Urn(resource.Type, resource.Name)}'; try giving it a unique name");
            foreach (var step in Want(resource)) yield return step;
        }
    }

    /// <summary>The steps that take away what the program no longer has, the last made first.</summary>
    public IEnumerable<Step> Unwanted()
    {
        foreach (var entry in _state.Resources.AsEnumerable().Reverse().ToList())
        {
            var urn = Deployment.UrnOf(entry);
            if (_kept.Contains(urn) && entry["delete"] is null) continue;
            if (entry["protect"]?.GetValue<bool>() == true) throw new ProtectedRefusal(urn, $"unable to delete resource \"{urn}\": as it is currently marked for protection");
            yield return new Step(entry["delete"] is null ? "delete" : "delete-replaced", urn, entry, null);
        }
    }

    /// <summary>Says what a resource of the program is now.</summary>
    public void Made(string key, JsonObject entry) => _made[key] = entry;

    private IEnumerable<Step> Want(Resource resource)
    {
        var urn = Urn(resource.Type, resource.Name);
        var old = _state.Find(urn) ?? resource.List("aliases").Select(_state.Find).FirstOrDefault(r => r is not null);
        _kept.Add(urn);
        if (old is not null) _kept.Add(Deployment.UrnOf(old));
        var table = TypeTable.Of(resource.Type);
        var inputs = Inputs(resource, table, old);
        var entry = Entry(resource, urn, inputs, old);
        if (old is null)
        {
            yield return resource.Text("import") is { } id ? Import(resource, entry, id) : new Step("create", urn, null, Numbered(entry, IdOf(resource.Type, inputs))) { Declared = resource };
            yield break;
        }

        var before = (JsonObject)old["inputs"]!;
        var differing = before.Select(m => m.Key).Union(inputs.Select(m => m.Key)).Where(k => !Values.Same(Values.Opened(before[k]), Values.Opened(inputs[k]))).ToArray();
        var forcing = differing.Where(table.Replace.Contains).ToArray();
        entry["id"] = old["id"]!.DeepClone();
        if (forcing.Length > 0)
        {
            if (old["protect"]?.GetValue<bool>() == true) throw new ProtectedRefusal(urn, $"unable to replace resource \"{urn}\": as it is currently marked for protection");
            var id = IdOf(resource.Type, inputs);
            var deleteFirst = resource.Flag("deleteBeforeReplace") || old["id"]!.GetValue<string>() == id;
            foreach (var step in Replace(resource, urn, old, Numbered(entry, id), deleteFirst, differing, forcing)) yield return step;
        }
        else
        {
            yield return new Step(differing.Length > 0 ? "update" : "same", urn, old, entry) { Declared = resource, Differing = differing };
        }
    }

    private static IEnumerable<Step> Replace(Resource resource, string urn, JsonObject old, JsonObject entry, bool deleteFirst, string[] differing, string[] forcing)
    {
        Step Of(string operation, JsonObject? before, JsonObject? after) => new(operation, urn, before, after) { Declared = resource, Differing = differing, Forcing = forcing };
        if (deleteFirst) yield return Of("delete-replaced", old, null);
        else yield return Of("create-replacement", old, entry);
        yield return Of("replace", old, entry);
        if (deleteFirst) yield return Of("create-replacement", old, entry);
        // In an update the old object goes at the end, with everything that is not wanted.
        else yield return Of("delete-replaced", old, null);
    }

    private Step Import(Resource resource, JsonObject entry, string id)
    {
        var found = _cloud.Find(resource.Type, id) ?? throw new Refusal(Refusal.Generic, $"resource '{id}' does not exist");
        var inputs = (JsonObject)entry["inputs"]!;
        var ignored = resource.List("ignoreChanges").Select(i => i.Split('.', '[')[0]).ToHashSet(StringComparer.Ordinal);
        var differing = found.Select(m => m.Key).Union(inputs.Select(m => m.Key)).Where(k => !ignored.Contains(k) && !Values.Same(found[k], Values.Opened(inputs[k]))).ToArray();
        entry["id"] = id;
        entry["importID"] = id;
        var read = entry.DeepClone().AsObject();
        read["inputs"] = TypeTable.Of(resource.Type).Sealed(found);
        read["outputs"] = TypeTable.Of(resource.Type).Sealed(found);
        return new Step("import", Deployment.UrnOf(entry), read, entry) { Declared = resource, Differing = differing };
    }

    private JsonObject Entry(Resource resource, string urn, JsonObject inputs, JsonObject? old)
    {
        var package = resource.Type.Split(':')[0];
        var provider = _state.Find(ProviderUrn(package)) ?? _made[ProviderUrn(package)];
        var needed = resource.List("dependsOn").SelectMany(d => YamlProgram.Parts(d)).Where(p => p.IsReference).Select(p => p.Text).Concat(YamlProgram.References(resource.Properties))
            .Where(_made.ContainsKey).Select(k => Deployment.UrnOf(_made[k])).Distinct(StringComparer.Ordinal);
        var entry = new JsonObject
        {
            ["urn"] = urn, ["custom"] = true, ["type"] = resource.Type, ["inputs"] = inputs, ["outputs"] = inputs.DeepClone(), ["parent"] = RootUrn,
            ["dependencies"] = new JsonArray([.. needed.Select(n => JsonValue.Create(n))]), ["provider"] = $"{ProviderUrn(package)}::{provider["id"]!.GetValue<string>()}",
        };
        if (resource.Flag("protect")) entry["protect"] = true;
        if (resource.Flag("retainOnDelete")) entry["retainOnDelete"] = true;
        foreach (var kept in Carried.Where(k => old?[k] is not null)) entry[kept] = old![kept]!.DeepClone();
        return entry;
    }

    // The cloud gives an id when it makes the object; before that nobody knows it.
    private JsonObject Numbered(JsonObject entry, string? id)
    {
        entry["id"] = _planning || id is null ? Values.Unknown : id;
        return entry;
    }

    private string? IdOf(string type, JsonObject inputs) => TypeTable.Of(type).IdOf(inputs, () => _cloud.Count(type, Values.Text(inputs["secret"]) + "/versions/"));

    private JsonObject Inputs(Resource resource, TypeTable table, JsonObject? old)
    {
        var inputs = (JsonObject)Evaluate(resource.Properties)!;
        if (table.Name is { } name && inputs[name] is null) inputs[name] = old?["inputs"]![name]?.DeepClone() ?? $"{resource.Name}-{Guid.NewGuid().ToString("N")[..7]}";
        if (table.SecretInput is { } secret && inputs[secret] is { } open && !Values.IsSecret(open)) inputs[secret] = Values.Secret(open.DeepClone());
        foreach (var path in old is null ? [] : resource.List("ignoreChanges")) Values.Set(inputs, path, Values.At(old!["inputs"], path));
        return inputs;
    }

    private JsonNode? Evaluate(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Evaluate(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Evaluate)]),
        JsonValue text when text.TryGetValue<string>(out var found) => Interpolate(found),
        _ => value?.DeepClone(),
    };

    private JsonNode? Interpolate(string text)
    {
        var parts = YamlProgram.Parts(text).ToList();
        if (parts is [(true, var only)]) return Refer(only);
        var values = parts.Select(p => p.IsReference ? Refer(p.Text) : JsonValue.Create(p.Text)).ToList();
        if (values.Any(Values.HasUnknown)) return JsonValue.Create(Values.Unknown);
        var joined = JsonValue.Create(string.Concat(values.Select(Values.Text)));
        return values.Any(Values.IsSecret) ? Values.Secret(joined) : joined;
    }

    private JsonNode? Refer(string reference)
    {
        var at = reference.IndexOfAny(['.', '[']);
        var key = at < 0 ? reference : reference[..at];
        if (_program.Config[key] is JsonObject declaration) return _configured(key, declaration);
        if (!_made.TryGetValue(key, out var entry)) throw new Refusal(Refusal.Configuration, $"resource or variable named \"{key}\" could not be found");
        if (at < 0) return JsonValue.Create(Deployment.UrnOf(entry));
        var path = reference[(at + 1)..];
        return path switch
        {
            "id" => entry["id"]?.DeepClone(),
            "urn" => JsonValue.Create(Deployment.UrnOf(entry)),
            _ => Values.At(entry["outputs"], path)?.DeepClone(),
        };
    }

    private Step Bookkeeping(string urn, string type, string? id)
    {
        _kept.Add(urn);
        var old = _state.Find(urn);
        var entry = old?.DeepClone().AsObject() ?? new JsonObject { ["urn"] = urn, ["custom"] = id is not null, ["type"] = type };
        if (old is null && id is not null) (entry["id"], entry["inputs"], entry["outputs"]) = (id, new JsonObject(), new JsonObject());
        _made[urn] = entry;
        return new Step(old is null ? "create" : "same", urn, old, entry);
    }

    // A resource comes after all that it refers to.
    private List<Resource> Ordered()
    {
        var (done, ordered, byKey) = (new HashSet<string>(StringComparer.Ordinal), new List<Resource>(), _program.Resources.ToDictionary(r => r.Key, StringComparer.Ordinal));
        void Visit(Resource resource)
        {
            if (!done.Add(resource.Key)) return;
            foreach (var needed in YamlProgram.References(resource.Properties).Concat(YamlProgram.References(resource.Options)).Where(byKey.ContainsKey)) Visit(byKey[needed]);
            ordered.Add(resource);
        }

        foreach (var resource in _program.Resources) Visit(resource);
        return ordered;
    }

    private string Urn(string type, string name) => $"urn:pulumi:{_stack}::{_program.Project}::{type}::{name}";

    private string ProviderUrn(string package) => Urn($"pulumi:providers:{package}", "default");
}
