using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>The commands.</summary>
internal sealed class Commands
{
    public const string Version = "v3.200.0";

    private readonly Arguments _arguments;
    private readonly Settings _settings;
    private readonly string _folder;

    public Commands(Arguments arguments, Settings settings)
    {
        (_arguments, _settings) = (arguments, settings);
        _folder = Path.GetFullPath(arguments.Value("--cwd") ?? arguments.Value("-C") ?? ".");
        if (arguments.Has("--event-log") && !settings.OffersEventLog) throw new Refusal(Refusal.Generic, "unknown flag: --event-log");
    }

    private Backend Backend => new(_settings.Backend, YamlProgram.ProjectOf(_folder));

    private Cloud Cloud => new(_settings.Cloud);

    // A qualified name is ORGANIZATION/PROJECT/STACK.
    private string Stack => (_arguments.Value("--stack") ?? _arguments.Value("-s") ?? (_arguments.Words is ["stack", "init" or "select" or "rm", var named] ? named : null)
        ?? throw new Refusal(Refusal.Generic, "no stack selected; please use `pulumi stack select` to choose one")).Split('/')[^1];

    private Configuration Configuration => new(_folder, YamlProgram.ProjectOf(_folder), Stack, _settings.Passphrase);

    public int Run()
    {
        if (_arguments.Words is ["stack", "init" or "select" or "rm", _]) return RunStack(_arguments.Words[1]);
        return _arguments.Words switch
        {
            ["version"] => Say(Version),
            ["whoami"] => Say("stand-in"),
            ["stack", var command] => RunStack(command),
            ["stack"] => Backend.Exists(Stack) ? Say(Stack) : throw new Refusal(Refusal.StackNotFound, $"no stack named '{Stack}' found"),
            ["config", "set", var key] => SetConfiguration(key, Console.In.ReadToEnd()),
            ["config", "set", var key, var value] => SetConfiguration(key, value),
            ["preview"] => Preview(),
            ["up"] => Locked("update", (runner, state) => runner.Update(Planner(YamlProgram.Read(_folder), state))),
            ["refresh"] => Refresh(),
            ["destroy"] => Locked("destroy", (runner, _) => runner.Destroy([.. _arguments.Values("--target"), .. _arguments.Values("-t")])),
            ["import"] => Adopt(),
            _ => throw new Refusal(Refusal.Generic, $"unknown command \"{string.Join(' ', _arguments.Words)}\" for \"pulumi\""),
        };
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private int RunStack(string command)
    {
        switch (command)
        {
            case "init":
                if (Backend.Exists(Stack)) throw new Refusal(Refusal.Generic, $"stack '{Stack}' already exists");
                Keep(_arguments.Value("--secrets-provider") ?? "default");
                Backend.Save(Stack, Deployment.Empty());
                return 0;
            case "select":
                Backend.Load(Stack);
                return 0;
            case "rm":
                Backend.Remove(Stack);
                return 0;
            case "export":
                return Export();
            case "import":
                using (Backend.Lock(Stack)) Backend.Save(Stack, Readable(JsonNode.Parse(_arguments.Value("--file") is { } file ? File.ReadAllText(file) : Console.In.ReadToEnd())!.AsObject()));
                return 0;
            case "output":
                Backend.Load(Stack);
                return Say("{}");
            case "history":
                return Say(Values.Write(Backend.History(Stack)));
            default:
                throw new Refusal(Refusal.Generic, $"unknown command \"{command}\" for \"pulumi stack\"");
        }
    }

    private int Export()
    {
        var export = Backend.Load(Stack);
        if (_arguments.Has("--show-secrets"))
        {
            var vault = VaultOf(export) ?? Configuration.Vault();
            export["deployment"]!["resources"] = Values.Decrypted(export["deployment"]!["resources"], vault);
        }

        if (_arguments.Value("--file") is { } file) File.WriteAllText(file, Values.Write(export));
        else Console.WriteLine(Values.Write(export));
        return 0;
    }

    // What an import brings must be a state of this stack, whose resources all have what they need.
    private JsonObject Readable(JsonObject export)
    {
        if (export["version"]?.GetValue<int>() != 3) throw new Refusal(Refusal.Generic, "unsupported deployment version");
        Backend.Load(Stack);
        var resources = (export["deployment"]?["resources"] as JsonArray ?? []).Select(r => r!.AsObject()).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var urn = Deployment.UrnOf(resource);
            if (!urn.StartsWith($"urn:pulumi:{Stack}::", StringComparison.Ordinal)) throw new Refusal(Refusal.Generic, $"resource '{urn}' refers to an unexpected stack");
            var needed = (resource["dependencies"] as JsonArray ?? []).Select(d => d!.GetValue<string>()).Append(resource["parent"]?.GetValue<string>()).OfType<string>();
            if (needed.FirstOrDefault(n => !seen.Contains(n)) is { } missing) throw new Refusal(Refusal.Generic, $"resource {urn} refers to missing resource {missing}");
            seen.Add(urn);
        }

        return export;
    }

    private int SetConfiguration(string key, string value)
    {
        Backend.Load(Stack);
        Configuration.Set(key, value.TrimEnd('\r', '\n'), _arguments.Has("--secret"));
        return 0;
    }

    private int Preview()
    {
        using var events = new EventSink(_arguments.Value("--event-log"));
        var (state, program) = (Open(), YamlProgram.Read(_folder));
        if (_arguments.Value("--client") is not null) throw new Refusal(Refusal.Generic, "the stand-in runs no inline programs");
        using var runner = new Runner(_settings, Backend, Cloud, Stack, state, events);
        var code = runner.Preview(Planner(program, state, planning: true));
        if (code == 0 && runner.HasChanges && _arguments.Has("--expect-no-changes")) code = Refusal.ChangesFound;
        if (!_arguments.Has("--json")) return code;
        var steps = runner.Steps.Select(s => (JsonNode?)s.ToPreview());
        return Say(Values.Write(new JsonObject { ["config"] = new JsonObject(), ["steps"] = new JsonArray([.. steps]), ["diagnostics"] = runner.Diagnostics, ["duration"] = 0, ["changeSummary"] = runner.Summary() })) + code;
    }

    private int Refresh()
    {
        if (!_arguments.Has("--preview-only")) return Locked("refresh", (runner, _) => runner.Refresh(previewOnly: false));
        using var events = new EventSink(_arguments.Value("--event-log"));
        using var runner = new Runner(_settings, Backend, Cloud, Stack, Open(), events);
        var code = runner.Refresh(previewOnly: true);
        return code == 0 && runner.HasChanges && _arguments.Has("--expect-no-changes") ? Refusal.ChangesFound : code;
    }

    private int Locked(string kind, Func<Runner, Deployment, int> work)
    {
        if (!_arguments.Has("--yes") && !_arguments.Has("-y")) throw new Refusal(Refusal.Generic, "--yes or --skip-preview must be passed in to proceed when running in non-interactive mode");
        using var held = Backend.Lock(Stack);
        using var events = new EventSink(_arguments.Value("--event-log"));
        var state = Open();
        using var runner = new Runner(_settings, Backend, Cloud, Stack, state, events);
        runner.ListenForInterrupts();
        var begun = DateTimeOffset.UtcNow;
        var code = work(runner, state);
        if (code == 0 && runner.HasChanges && _arguments.Has("--expect-no-changes")) code = Refusal.ChangesFound;
        Backend.AddHistory(Stack, new JsonObject
        {
            ["kind"] = kind, ["startTime"] = begun.UtcDateTime.ToString("O"), ["endTime"] = DateTimeOffset.UtcNow.UtcDateTime.ToString("O"), ["message"] = _arguments.Value("--message") ?? string.Empty,
            ["environment"] = new JsonObject(), ["config"] = new JsonObject(), ["result"] = code == 0 ? "succeeded" : "failed", ["resourceChanges"] = runner.Summary(),
        });
        return code;
    }

    private int Adopt()
    {
        var wanted = _arguments.Value("--file") is { } file ? JsonNode.Parse(File.ReadAllText(file))!["resources"]!.AsArray() : throw new Refusal(Refusal.Generic, "--file is needed");
        return Locked("import", (runner, state) => runner.Update(Planner(Adopted(wanted), state), leavesOthers: true));
    }

    // An import is an update whose program has what the state has, and the new resource with whatever inputs it is found with.
    private YamlProgram Adopted(JsonArray wanted)
    {
        var entries = wanted.Select(w =>
        {
            var (type, name, id) = (w!["type"]!.GetValue<string>(), w["name"]!.GetValue<string>(), w["id"]!.GetValue<string>());
            var found = Cloud.Find(type, id) ?? throw new Refusal(Refusal.Generic, $"resource '{id}' does not exist");
            return new Resource(name, name, type, (JsonObject)Escaped(found)!, new JsonObject { ["import"] = id });
        });
        return YamlProgram.Of(YamlProgram.ProjectOf(_folder), entries);
    }

    private static JsonNode? Escaped(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Escaped(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Escaped)]),
        JsonValue text when text.TryGetValue<string>(out var found) => JsonValue.Create(found.Replace("${", "$${")),
        _ => value?.DeepClone(),
    };

    private Deployment Open()
    {
        var export = Backend.Load(Stack);
        return new Deployment(export, VaultOf(export) ?? Configuration.Vault());
    }

    private Planner Planner(YamlProgram program, Deployment state, bool planning = false) => new(program, state, Cloud, Stack, Configuration.Get, planning);

    private Vault? VaultOf(JsonObject export)
    {
        var state = export["deployment"]?["secrets_providers"]?["state"];
        if (state?["url"]?.GetValue<string>() is { } provider) return Vault.Managed(provider, state["encryptedkey"]?.GetValue<string>());
        return state?["salt"]?.GetValue<string>() is { } salt ? Vault.Open(salt, _settings.Passphrase) : null;
    }

    // What is to keep the secrets of a new stack.
    private void Keep(string provider)
    {
        if (provider.Contains("://", StringComparison.Ordinal)) Configuration.UseProvider(provider);
        else if (provider is not ("default" or "passphrase")) throw new Refusal(Refusal.Generic, $"unknown secrets provider type '{provider}'");
        else if (_settings.Passphrase is null) throw new Refusal(Refusal.Authentication, "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables");
        else Configuration.Vault();
    }
}
