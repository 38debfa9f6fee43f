namespace Rewriter.Forges;

/// <summary>What came of a review.</summary>
public enum ReviewVerdict
{
    /// <summary>Remarks only.</summary>
    Commented,

    /// <summary>Approved.</summary>
    Approved,

    /// <summary>Changes are wanted.</summary>
    ChangesRequested,

    /// <summary>It was dismissed and counts no more.</summary>
    Dismissed,
}
