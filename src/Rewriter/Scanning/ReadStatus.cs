namespace Rewriter.Scanning;

/// <summary>How the reading of a file ended.</summary>
public enum ReadStatus
{
    /// <summary>All bytes are there.</summary>
    Whole,

    /// <summary>The first block holds a NUL byte; only that block is there.</summary>
    Binary,

    /// <summary>The file has more bytes than are read.</summary>
    TooLarge,

    /// <summary>There is no such file, or it is no regular one.</summary>
    Missing,

    /// <summary>The file may not be read.</summary>
    Unreadable,
}
