using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Terraform;

/// <summary>
/// What an apply did whose process died, so that nobody heard what it said: the states before and now tell, and for what
/// was under way a refresh. In doubt a change counts as made; only what is certain is taken back.
/// </summary>
internal static class CutOffApply
{
    /// <summary>What was done to which address, as the program would have said it.</summary>
    /// <param name="planned">The changes that were planned.</param>
    /// <param name="before">The text of the state before; empty where there was none.</param>
    /// <param name="now">The text of the state now; empty where there is none.</param>
    /// <param name="drifted">The addresses whose objects are not as the state says.</param>
    public static IReadOnlyList<(string Address, string Action)> Done(IEnumerable<ResourceChange> planned, string before, string now, IReadOnlySet<string> drifted)
    {
        var (old, made) = (TerraformStateFile.Attributes(before), TerraformStateFile.Attributes(now));
        var deposed = TerraformStateFile.Deposed(now).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. planned.SelectMany(c => Actions(
                c.Action,
                Find(old, c.PreviousAddress ?? c.Address),
                Find(made, c.Address),
                drifted.Contains(c.Address) || drifted.Contains(c.PreviousAddress ?? c.Address),
                deposed.Contains(c.Address)).Select(a => (c.Address, a))),
        ];
    }

    private static IEnumerable<string> Actions(CanonicalAction planned, JsonElement? before, JsonElement? now, bool drifted, bool deposed)
    {
        var isOther = drifted || (before is { } old && now is { } made && !JsonElement.DeepEquals(old, made));
        return planned switch
        {
            CanonicalAction.Update when isOther => ["update"],
            // Whether an object that was taken in was changed as well cannot be told.
            CanonicalAction.Import when now is not null => ["update"],
            CanonicalAction.Delete when drifted => ["delete"],
            CanonicalAction.Replace when now is null && before is not null => ["delete"],
            CanonicalAction.Replace when isOther && deposed => ["create"],
            CanonicalAction.Replace when isOther => ["delete", "create"],
            _ => [],
        };
    }

    private static JsonElement? Find(IReadOnlyDictionary<string, JsonElement> states, string address) => states.TryGetValue(address, out var found) ? found : null;
}
