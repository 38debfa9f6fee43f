namespace Rewriter.Workspaces;

/// <summary>What a journalled file holds now.</summary>
public enum JournalState
{
    /// <summary>Its earlier bytes.</summary>
    Before,

    /// <summary>The bytes that the operation wrote, or nothing where it was being moved when the process died.</summary>
    After,

    /// <summary>Something else: a person or a program changed it since.</summary>
    Foreign,
}
