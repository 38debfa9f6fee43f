namespace Rewriter.Renaming;

/// <summary>What becomes of an occurrence, and why.</summary>
/// <param name="Tier">How sure it is.</param>
/// <param name="Code">The reason in one or two words that never change, for filters and tests: <c>foreign-url</c>.</param>
/// <param name="Reason">The reason as a sentence without a full stop.</param>
public sealed record RenameVerdict(RenameTier Tier, string Code, string Reason)
{
    /// <summary>Another new text than the pair gives; null where the pair's is right.</summary>
    public string? Replacement { get; init; }

    /// <summary>It is changed.</summary>
    public static RenameVerdict Apply(string code, string reason) => new(RenameTier.Applied, code, reason);

    /// <summary>It waits for a person.</summary>
    public static RenameVerdict Propose(string code, string reason) => new(RenameTier.Proposed, code, reason);

    /// <summary>It stays.</summary>
    public static RenameVerdict Leave(string code, string reason) => new(RenameTier.Left, code, reason);
}
