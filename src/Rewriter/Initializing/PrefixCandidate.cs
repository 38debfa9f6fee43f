using System.Collections.Immutable;

namespace Rewriter.Initializing;

/// <summary>A word with which several names begin.</summary>
/// <param name="Word">The word.</param>
/// <param name="Names">The names, ordered.</param>
/// <param name="Siblings">Other words with which the same names begin elsewhere, the most frequent first.</param>
public sealed record PrefixCandidate(string Word, ImmutableArray<string> Names, ImmutableArray<string> Siblings);
