using System.Collections.Immutable;
using System.Text.Json;

namespace Rewriter.Migrations.Steps;

/// <summary>What was seen of a rollout.</summary>
/// <param name="IsWell">True where what is to run does so and is well.</param>
/// <param name="Revisions">What runs: commits, or the tags and digests of images.</param>
/// <param name="Words">What was seen, for people.</param>
internal sealed record RolloutState(bool IsWell, ImmutableArray<string> Revisions, string Words)
{
    /// <summary>True where a revision runs and is well.</summary>
    public bool Runs(string revision) => IsWell && Revisions.Contains(revision, StringComparer.Ordinal);

    /// <summary>Reads an Argo CD application as <c>argocd app get -o json</c> and <c>kubectl get application -o json</c> write it.</summary>
    /// <param name="json">The application; its JSON is checked to be such.</param>
    public static RolloutState OfApplication(JsonElement json)
    {
        var sync = Text(json, "status", "sync", "status") ?? "Unknown";
        var health = Text(json, "status", "health", "status") ?? "Unknown";
        var running = Text(json, "status", "operationState", "phase") == "Running";
        var revisions = RevisionsOf(json);

        // "Synced" speaks of the revision beside it: an application that has not yet looked at the new commit is synced with the old one.
        var seen = revisions.IsEmpty ? "no revision" : string.Join(", ", revisions.Select(GitGuard.Short));
        return new RolloutState(sync == "Synced" && health == "Healthy" && !running, revisions, $"runs {seen}, {sync}, {health}{(running ? ", syncing" : string.Empty)}");
    }

    /// <summary>Reads a deployment as <c>kubectl get deployment -o json</c> writes it.</summary>
    /// <param name="json">The deployment.</param>
    public static RolloutState OfDeployment(JsonElement json)
    {
        var images = Find(json, "spec", "template", "spec", "containers") is { ValueKind: JsonValueKind.Array } containers ? containers.EnumerateArray().Select(c => Text(c, "image") ?? string.Empty).ToList() : [];
        var (wanted, updated, available, all) = (Number(json, "spec", "replicas") ?? 1, Number(json, "status", "updatedReplicas") ?? 0, Number(json, "status", "availableReplicas") ?? 0, Number(json, "status", "replicas") ?? 0);
        var seenByController = Number(json, "status", "observedGeneration") >= Number(json, "metadata", "generation");
        return new RolloutState(seenByController && updated == wanted && available == wanted && all == wanted, [.. images.SelectMany(NamesOf)], $"wants {string.Join(", ", images)}, {updated} of {wanted} updated, {available} available{(seenByController ? string.Empty : ", not yet seen by its controller")}");
    }

    // What stands behind the name: a tag, a digest, or both. A colon before the last slash belongs to a port.
    private static IEnumerable<string> NamesOf(string image)
    {
        var at = image.IndexOf('@');
        var name = at < 0 ? image : image[..at];
        if (name.LastIndexOf(':') is var colon && colon > name.LastIndexOf('/')) yield return name[(colon + 1)..];
        if (at >= 0) yield return image[(at + 1)..];
    }

    private static ImmutableArray<string> RevisionsOf(JsonElement json)
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
