using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>
/// What an update did whose process died, so that nobody heard what it said: the states before and now tell, and the state
/// names what was under way. In doubt a change counts as made; only what is certain is taken back.
/// </summary>
internal static class CutOffUpdate
{
    /// <summary>The steps that were done, by address, as events would have told them.</summary>
    /// <param name="planned">The changes that were planned.</param>
    /// <param name="before">The state before; null where there was none.</param>
    /// <param name="now">The state now; null where there is none.</param>
    /// <param name="book">The addresses.</param>
    public static IReadOnlyList<(string Address, string Operation)> Done(IEnumerable<ResourceChange> planned, PulumiState? before, PulumiState? now, AddressBook book)
    {
        var begun = (now?.Pending ?? []).Select(p => book.AddressOf(p.Urn)).ToHashSet(StringComparer.Ordinal);
        return [.. planned.SelectMany(c => Operations(c, book.Find(before, c.PreviousAddress ?? c.Address), book.Find(now, c.Address), begun.Contains(c.Address), WaitsToBeDeleted(now, c, book)).Select(o => (c.Address, o)))];
    }

    /// <summary>The addresses of objects that were being made when the process died: whether they exist is not known.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<ResourceChange> planned, PulumiState? now, AddressBook book) =>
        planned.Where(c => c.Action == CanonicalAction.Create && book.Find(now, c.Address) is null && (now?.Pending ?? []).Any(p => book.AddressOf(p.Urn) == c.Address)).Select(c => c.Address);

    private static IEnumerable<string> Operations(ResourceChange change, PulumiResource? before, PulumiResource? now, bool begun, bool oldWaits)
    {
        var isOther = begun || (before is not null && now is not null && !JsonElement.DeepEquals(before.Values, now.Values));
        return change.Action switch
        {
            CanonicalAction.Update when isOther => ["update"],
            CanonicalAction.Replace when now is null && before is not null => ["delete-replaced"],
            CanonicalAction.Replace when isOther && oldWaits => ["create-replacement"],
            CanonicalAction.Replace when isOther => ["create-replacement", "delete-replaced"],
            _ => [],
        };
    }

    private static bool WaitsToBeDeleted(PulumiState? now, ResourceChange change, AddressBook book) =>
        now?.Resources.Any(r => r.PendingDelete && book.AddressOf(r.Urn) == change.Address) == true;
}
