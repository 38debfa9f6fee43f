namespace Rewriter.Pulumi;

/// <summary>What an event says of a step.</summary>
internal enum PulumiEventKind
{
    /// <summary>It begins.</summary>
    Started,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>A message.</summary>
    Message,
}
