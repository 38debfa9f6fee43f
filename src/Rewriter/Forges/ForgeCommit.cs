using System.Collections.Immutable;

namespace Rewriter.Forges;

/// <summary>A commit.</summary>
/// <param name="Sha">Its id.</param>
/// <param name="Tree">The id of its tree.</param>
/// <param name="Parents">The ids of its parents.</param>
/// <param name="Message">Its message.</param>
/// <param name="Author">The login of its author, or the name that plain git knows; null where none is known.</param>
public sealed record ForgeCommit(string Sha, string Tree, ImmutableArray<string> Parents, string Message, string? Author);
