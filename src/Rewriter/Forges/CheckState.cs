namespace Rewriter.Forges;

/// <summary>How a check stands.</summary>
public enum CheckState
{
    /// <summary>It has not ended.</summary>
    Pending,

    /// <summary>It ended well, or says that it does not matter.</summary>
    Success,

    /// <summary>It failed, was cancelled or ran out of time.</summary>
    Failure,
}
