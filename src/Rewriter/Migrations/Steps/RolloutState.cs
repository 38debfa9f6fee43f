using System.Text.Json;

namespace Rewriter.Migrations.Steps;

/// <summary>What was seen of a rollout.</summary>
/// <param name="Arrived">True where the expected revision runs and is well.</param>
/// <param name="Words">What was seen, for people.</param>
internal sealed record RolloutState(bool Arrived, string Words)
{
    /// <summary>Reads an Argo CD application as <c>argocd app get -o json</c> and <c>kubectl get application -o json</c> write it.</summary>
    /// <param name="json">The application; its JSON is checked to be such.</param>
    /// <param name="expected">The commit that must be synced.</param>
    public static RolloutState OfApplication(JsonElement json, string expected)
    {
        var sync = Text(json, "status", "sync", "status") ?? "Unknown";
        var health = Text(json, "status", "health", "status") ?? "Unknown";
        var running = Text(json, "status", "operationState", "phase") == "Running";
        var revisions = Revisions(json);

        // "Synced" speaks of the revision beside it: an application that has not yet looked at the new commit is synced with the old one.
        var arrived = sync == "Synced" && health == "Healthy" && !running && revisions.Contains(expected, StringComparer.Ordinal);
        var seen = revisions.Count == 0 ? "no revision" : string.Join(", ", revisions.Select(GitGuard.Short));
        return new RolloutState(arrived, $"runs {seen}, {sync}, {health}{(running ? ", syncing" : string.Empty)}");
    }

    /// <summary>Reads a deployment as <c>kubectl get deployment -o json</c> writes it.</summary>
    /// <param name="json">The deployment.</param>
    /// <param name="expected">The tag or digest of the image that must run.</param>
    public static RolloutState OfDeployment(JsonElement json, string expected)
    {
        var images = Find(json, "spec", "template", "spec", "containers") is { ValueKind: JsonValueKind.Array } containers ? containers.EnumerateArray().Select(c => Text(c, "image") ?? string.Empty).ToList() : [];
        var (wanted, updated, available, all) = (Number(json, "spec", "replicas") ?? 1, Number(json, "status", "updatedReplicas") ?? 0, Number(json, "status", "availableReplicas") ?? 0, Number(json, "status", "replicas") ?? 0);
        var seenByController = Number(json, "status", "observedGeneration") >= Number(json, "metadata", "generation");
        var arrived = seenByController && updated == wanted && available == wanted && all == wanted && images.Any(i => i.EndsWith(":" + expected, StringComparison.Ordinal) || i.EndsWith("@" + expected, StringComparison.Ordinal));
        return new RolloutState(arrived, $"wants {string.Join(", ", images)}, {updated} of {wanted} updated, {available} available{(seenByController ? string.Empty : ", not yet seen by its controller")}");
    }

    private static List<string> Revisions(JsonElement json)
    {
        var several = Find(json, "status", "sync", "revisions") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(r => r.GetString()) : [];
        return [.. several.Append(Text(json, "status", "sync", "revision")).OfType<string>().Where(r => r.Length > 0)];
    }

    private static JsonElement? Find(JsonElement at, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }

        return at;
    }

    private static string? Text(JsonElement at, params ReadOnlySpan<string> path) => Find(at, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(JsonElement at, params ReadOnlySpan<string> path) => Find(at, path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;
}
