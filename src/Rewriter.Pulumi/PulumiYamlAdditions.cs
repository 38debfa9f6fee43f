using System.Collections.Immutable;

namespace Rewriter.Pulumi;

/// <summary>What a phase adds to a generated program, beside what the stack says. Keyed by address.</summary>
public sealed record PulumiYamlAdditions
{
    /// <summary>Nothing.</summary>
    public static PulumiYamlAdditions None { get; } = new();

    /// <summary>The ids of objects that are taken over.</summary>
    public ImmutableSortedDictionary<string, string> Imports { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The URNs under which resources stood before.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Aliases { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>Resources whose secrets' values are not known here: what the state holds stays as it is.</summary>
    public ImmutableHashSet<string> KeptOutside { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
}
