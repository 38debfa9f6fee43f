namespace Rewriter.Scanning;

/// <summary>What an entry of a folder is.</summary>
public enum TreeEntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link, wherever it leads; it is never followed.</summary>
    Link,

    /// <summary>A socket, a device, a pipe.</summary>
    Other,
}
