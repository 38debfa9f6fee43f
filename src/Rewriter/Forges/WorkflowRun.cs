namespace Rewriter.Forges;

/// <summary>A run of a workflow.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">How it stands.</param>
/// <param name="Conclusion">The forge's word for how it ended: <c>success</c>, <c>failure</c>, <c>cancelled</c>, <c>timed_out</c>; null while it runs.</param>
/// <param name="WebUrl">Where people look at it.</param>
public sealed record WorkflowRun(long Id, CheckState State, string? Conclusion, Uri WebUrl);
