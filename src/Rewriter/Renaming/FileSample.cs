using System.Collections.Immutable;

namespace Rewriter.Renaming;

/// <summary>What one file tells about the repository as a whole.</summary>
/// <param name="Taken">Pairs whose letters, written in one word, are another name here.</param>
/// <param name="Links">Repositories of exactly an old name that it links to.</param>
internal sealed record FileSample(ImmutableHashSet<int> Taken, IReadOnlyList<string> Links);
