using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Rewriter.Renaming;
using Rewriter.Scanning;

namespace Rewriter.Cli.Commands;

/// <summary>What a rename was asked for, as its line in the ledger keeps it, so that it can be explained afterwards.</summary>
internal static class RenameRecord
{
    private const string Pairs = "pairs";
    private const string Own = "own";
    private const string Keeps = "keep";
    private const string Only = "only";
    private const string Review = "include-review";
    private const string History = "include-history";
    private const string Vendored = "include-vendored";
    private const string NoMoved = "no-moved";

    /// <summary>The settings of a request; those that were not used are left out.</summary>
    public static ImmutableSortedDictionary<string, string> Of(RenameRequest request)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        settings[Pairs] = new JsonArray([.. request.Pairs.Select(p => (JsonNode?)new JsonObject { ["from"] = p.From, ["to"] = p.To, ["variants"] = p.Variants })]).ToJsonString();
        AddLines(settings, Own, request.Own);
        AddLines(settings, Keeps, request.Keeps.Select(k => $"{k.Text}={k.Because}"));
        AddLines(settings, Only, request.Only.Select(g => g.Pattern));
        if (request.IncludeReview) settings[Review] = "true";
        if (request.IncludeHistory) settings[History] = "true";
        if (request.IncludeVendored) settings[Vendored] = "true";
        if (!request.FollowAddresses) settings[NoMoved] = "true";
        return settings.ToImmutable();
    }

    /// <summary>The request; null where the settings are not those of a rename.</summary>
    public static RenameRequest? Read(ImmutableSortedDictionary<string, string>? settings)
    {
        if (settings is null || !settings.TryGetValue(Pairs, out var text) || PairsFile.Read(Encoding.UTF8.GetBytes(text), out _) is not { IsEmpty: false } pairs) return null;
        return new RenameRequest
        {
            Pairs = pairs,
            Own = [.. Lines(settings, Own)],
            Keeps = [.. Lines(settings, Keeps).Select(l => l.Split('=', 2)).Select(k => new RenameKeep(k[0], k[^1]))],
            Only = [.. Lines(settings, Only).Select(l => new PathGlob(l))],
            IncludeReview = settings.ContainsKey(Review),
            IncludeHistory = settings.ContainsKey(History),
            IncludeVendored = settings.ContainsKey(Vendored),
            FollowAddresses = !settings.ContainsKey(NoMoved),
        };
    }

    private static void AddLines(ImmutableSortedDictionary<string, string>.Builder settings, string name, IEnumerable<string> lines)
    {
        if (string.Join('\n', lines) is { Length: > 0 } joined) settings[name] = joined;
    }

    private static string[] Lines(ImmutableSortedDictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var text) ? text.Split('\n') : [];
}
