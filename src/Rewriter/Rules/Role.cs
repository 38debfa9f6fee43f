using System.Collections.Immutable;

namespace Rewriter.Rules;

/// <summary>What a name is for. Each role has one name per generation, written in one place.</summary>
/// <param name="Id">The role: <c>service</c>, <c>state-prefix</c>.</param>
/// <param name="Type">The type of the resource that bears the name, which limits its length and letters; null where it is no resource.</param>
/// <param name="Names">The name in each generation.</param>
/// <param name="IsCommonWord">
/// True where the name is an ordinary word that means other things elsewhere (<c>pult</c>): then it counts only where a
/// rule selects it.
/// </param>
public sealed record Role(string Id, string? Type, ImmutableSortedDictionary<string, string> Names, bool IsCommonWord = false)
{
    /// <summary>True where the name differs between two generations at least.</summary>
    public bool Changes => Names.Values.Distinct(StringComparer.Ordinal).Skip(1).Any();
}
