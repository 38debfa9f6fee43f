namespace Rewriter.GitHub.TestServer.State;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>Another answer comes, and nothing is done.</summary>
    AnswerInstead,

    /// <summary>It is done, and another answer comes.</summary>
    AnswerAfter,

    /// <summary>The connection is dropped, and nothing is done.</summary>
    DropBefore,

    /// <summary>It is done, and the connection is dropped.</summary>
    DropAfter,

    /// <summary>No answer comes until the client gives up; nothing is done.</summary>
    Hang,

    /// <summary>Somebody else does something just before.</summary>
    Meanwhile,
}
