using System.Text;
using System.Text.Json;
using Rewriter.Migrations.Steps;
using Rewriter.Text;

namespace Rewriter.Migrations.Ledgers;

/// <summary>Tells a line that a newer version wrote from one that somebody edited.</summary>
internal static class NewerLedger
{
    private static readonly HashSet<string> Known = LedgerJson.Default.LedgerEntry.Properties.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>What of a line this version does not know; null where it knows all of it, or it is no line of a ledger.</summary>
    /// <param name="line">The line's bytes.</param>
    /// <param name="previous">The digest of the line before, which a line of a ledger names.</param>
    public static string? UnknownIn(ReadOnlySpan<byte> line, string previous)
    {
        try
        {
            using var json = JsonDocument.Parse(line.ToArray());
            var entry = json.RootElement;
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("previous", out var before) || before.GetString() != previous || !IsWhole(line, entry)) return null;
            if (entry.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !Known.Contains(n)) is { } key) return $"the key '{key}'";
            return UnknownWord<LedgerEvent>(entry, "event") ?? UnknownWord<StepOutcome>(entry, "outcome");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Every version seals a line with the digest of what it says without the seal; who edits it by hand does not.
    private static bool IsWhole(ReadOnlySpan<byte> line, JsonElement entry)
    {
        if (!entry.TryGetProperty("self", out var seal) || seal.GetString() is not { } self) return false;
        var text = Encoding.UTF8.GetString(line);
        var without = text.Replace($",\"self\":\"{self}\"", string.Empty, StringComparison.Ordinal);
        return SourceFile.DigestOf(Encoding.UTF8.GetBytes(without)) == self;
    }

    private static string? UnknownWord<T>(JsonElement entry, string key)
        where T : struct, Enum =>
        entry.TryGetProperty(key, out var word) && word.GetString() is { } text && !Enum.TryParse<T>(text, ignoreCase: true, out _) ? $"the {key} '{text}'" : null;
}
