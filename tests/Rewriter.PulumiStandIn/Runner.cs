using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>Takes steps: on paper for a preview, on cloud and state for an update, which is kept after each.</summary>
internal sealed class Runner(Settings settings, Backend backend, Cloud cloud, string stack, Deployment state, EventSink events) : IDisposable
{
    private readonly ManualResetEventSlim _interrupted = new(false);
    private readonly List<IDisposable> _signals = [];

    /// <summary>How often each operation was planned or taken.</summary>
    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>What was planned.</summary>
    public List<Step> Steps { get; } = [];

    /// <summary>What went wrong.</summary>
    public JsonArray Diagnostics { get; } = [];

    public bool HasChanges => Counts.Keys.Any(k => k is not ("same" or "read" or "refresh"));

    /// <summary>An interrupt lets the step that is being taken finish, and no other begins.</summary>
    public void ListenForInterrupts()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _interrupted.Set();
            }));
        }
    }

    /// <summary>Plans; the exit code says how it went.</summary>
    public int Preview(Planner planner) => Guarded(() =>
    {
        foreach (var step in planner.Wanted())
        {
            Note(step, planning: true);
            if (step is { Declared: { } declared, New: { } entry }) planner.Made(declared.Key, entry);
        }

        foreach (var step in planner.Unwanted()) Note(step, planning: true);
        return 0;
    });

    /// <summary>Updates; the exit code says how it went. What the program does not have is taken away, unless others are left alone.</summary>
    public int Update(Planner planner, bool leavesOthers = false) => Guarded(() =>
    {
        foreach (var step in planner.Wanted())
        {
            if (step.Operation == "delete-replaced" && step.New is null && Steps.Exists(s => s.Urn == step.Urn && s.Operation == "create-replacement")) continue;
            if (!Take(step)) return Refusal.Cancelled;
            if (step is { Declared: { } declared, New: { } entry }) planner.Made(declared.Key, entry);
        }

        foreach (var step in leavesOthers ? [] : planner.Unwanted())
        {
            if (!Take(step)) return Refusal.Cancelled;
        }

        return 0;
    });

    /// <summary>Takes some resources away and nothing else.</summary>
    public int Destroy(IReadOnlyCollection<string> urns) => Guarded(() =>
    {
        var other = state.Resources.FirstOrDefault(r => !urns.Contains(Deployment.UrnOf(r)) && (r["dependencies"] as JsonArray ?? []).Any(d => urns.Contains(d!.GetValue<string>())));
        if (other is not null) throw new Refusal(Refusal.Generic, $"resource {Deployment.UrnOf(other)} depends on a target; use --target-dependents");
        foreach (var entry in state.Resources.AsEnumerable().Reverse().Where(r => urns.Contains(Deployment.UrnOf(r))).ToList())
        {
            if (entry["protect"]?.GetValue<bool>() == true) throw new ProtectedRefusal(Deployment.UrnOf(entry), "unable to delete a protected resource");
            if (!Take(new Step("delete", Deployment.UrnOf(entry), entry, null))) return Refusal.Cancelled;
        }

        return 0;
    });

    /// <summary>Compares the state with what exists, and changes it unless it is only looked at.</summary>
    public int Refresh(bool previewOnly) => Guarded(() =>
    {
        foreach (var entry in state.Resources.Where(r => r["id"] is not null && !r["type"]!.GetValue<string>().StartsWith("pulumi:", StringComparison.Ordinal)).ToList())
        {
            var found = cloud.Find(entry["type"]!.GetValue<string>(), entry["id"]!.GetValue<string>());
            var next = entry.DeepClone().AsObject();
            if (found is not null) next["outputs"] = TypeTable.Of(entry["type"]!.GetValue<string>()).Sealed(found);
            var step = new Step("refresh", Deployment.UrnOf(entry), entry, found is null ? null : next);
            var result = found is null ? "delete" : Values.Same(found, Values.Opened(entry["outputs"])) ? "same" : "update";
            Count(result);
            events.Write("resourcePreEvent", new JsonObject { ["metadata"] = step.ToMetadata(), ["planning"] = previewOnly });
            events.Write("resOutputsEvent", new JsonObject { ["metadata"] = step.ToMetadata(result), ["planning"] = previewOnly });
            if (previewOnly || result == "same") continue;
            Replace(entry, found is null ? null : next);
        }

        return 0;
    });

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _interrupted.Dispose();
    }

    private int Guarded(Func<int> work)
    {
        var code = Caught(work);
        if (code == Refusal.Cancelled) events.Write("cancelEvent", []);
        events.Write("summaryEvent", new JsonObject { ["maybeCorrupt"] = false, ["durationSeconds"] = 0, ["resourceChanges"] = Summary(), ["PolicyPacks"] = new JsonObject() });
        return code;
    }

    private int Caught(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (ProtectedRefusal refused)
        {
            return Complain(refused.Urn, refused.Message, Refusal.Generic);
        }
        catch (Refusal refused)
        {
            return Complain(null, refused.Message, refused.ExitCode);
        }
    }

    public JsonObject Summary() => new(Counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));

    private int Complain(string? urn, string message, int code)
    {
        var diagnostic = new JsonObject { ["urn"] = urn ?? string.Empty, ["message"] = message + "\n", ["severity"] = "error" };
        Diagnostics.Add(diagnostic);
        events.Write("diagnosticEvent", new JsonObject { ["urn"] = urn ?? string.Empty, ["prefix"] = "error: ", ["message"] = message + "\n", ["color"] = "never", ["severity"] = "error" });
        Console.Error.WriteLine("error: " + message);
        return code;
    }

    private void Note(Step step, bool planning)
    {
        Steps.Add(step);
        Count(step.Operation);
        events.Write("resourcePreEvent", new JsonObject { ["metadata"] = step.ToMetadata(), ["planning"] = planning });
        if (planning) events.Write("resOutputsEvent", new JsonObject { ["metadata"] = step.ToMetadata(), ["planning"] = true });
    }

    private void Count(string operation) => Counts[operation] = Counts.GetValueOrDefault(operation) + 1;

    private bool Take(Step step)
    {
        if (_interrupted.IsSet) return false;
        Note(step, planning: false);
        try
        {
            Begin(step);
            if (settings.Slow.Contains(step.Name) && step.Operation != "same") _interrupted.Wait(TimeSpan.FromMinutes(1));
            if (settings.Failing.Contains(step.Name) && step.Operation != "same") throw new Refusal(Refusal.Generic, $"the operation on '{step.Name}' fails on purpose");
            Carry(step);
        }
        catch (Refusal)
        {
            Counts[step.Operation]--;
            state.Pending = null;
            Keep();
            events.Write("resOpFailedEvent", new JsonObject { ["metadata"] = step.ToMetadata(), ["status"] = 0, ["steps"] = 1 });
            throw;
        }

        events.Write("resOutputsEvent", new JsonObject { ["metadata"] = step.ToMetadata(), ["planning"] = false });
        return true;
    }

    // What is under way is kept before it begins, so that a process that dies leaves word of it.
    private void Begin(Step step)
    {
        var kind = step.Operation switch { "create" or "create-replacement" => "creating", "update" => "updating", "delete" or "delete-replaced" => "deleting", "import" => "importing", _ => null };
        if (kind is null || step.Type.StartsWith("pulumi:", StringComparison.Ordinal)) return;
        var resource = new JsonObject();
        foreach (var name in new[] { "urn", "custom", "type" }) resource[name] = (step.New ?? step.Old)![name]?.DeepClone();
        state.Pending = new JsonObject { ["resource"] = resource, ["type"] = kind };
        Keep();
    }

    private void Carry(Step step)
    {
        var (id, old) = ((step.New ?? step.Old)!["id"]?.GetValue<string>(), step.Old);
        var isObject = !step.Type.StartsWith("pulumi:", StringComparison.Ordinal);
        var now = DateTimeOffset.UtcNow.UtcDateTime.ToString("O");
        if (step.New is { } entry && step.Operation != "same") (entry["created"], entry["modified"]) = (entry["created"]?.DeepClone() ?? now, now);
        switch (step.Operation)
        {
            case "create":
                if (isObject) cloud.Create(step.Type, id!, (JsonObject)step.New!["inputs"]!);
                Replace(null, step.New);
                break;
            case "update":
                cloud.Update(step.Type, id!, (JsonObject)step.New!["inputs"]!);
                Replace(old, step.New);
                break;
            case "import":
                if (step.Differing.Length > 0) throw new Refusal(Refusal.Generic, $"inputs to import do not match the existing resource: {string.Join(", ", step.Differing)}");
                Replace(null, step.New);
                break;
            case "create-replacement":
                cloud.Create(step.Type, id!, (JsonObject)step.New!["inputs"]!);
                if (state.Resources.Contains(old!))
                {
                    state.Pending = null;
                    old!["delete"] = true;
                    state.Resources.Add(step.New!);
                    Keep();
                }
                else
                {
                    Replace(null, step.New);
                }

                break;
            case "delete" or "delete-replaced":
                if (isObject && old!["retainOnDelete"]?.GetValue<bool>() != true) cloud.Delete(step.Type, old["id"]!.GetValue<string>(), TypeTable.Of(step.Type).IsProtected((JsonObject)old["inputs"]!));
                Replace(old, null);
                break;
            case "same":
                Replace(old, step.New);
                break;
            default:
                break;
        }
    }

    private void Replace(JsonObject? old, JsonObject? entry)
    {
        state.Pending = null;
        var at = old is null ? -1 : state.Resources.IndexOf(old);
        if (at >= 0) state.Resources.RemoveAt(at);
        if (entry is not null) state.Resources.Insert(at < 0 ? state.Resources.Count : at, entry);
        if (!Values.Same(old, entry)) Keep();
    }

    private void Keep() => backend.Save(stack, state.ToExport());
}
