namespace Rewriter.Forges;

/// <summary>What stands at a path of a tree.</summary>
public enum ForgeFileMode
{
    /// <summary>A file (100644).</summary>
    File,

    /// <summary>A file that can be run (100755).</summary>
    Executable,

    /// <summary>A symbolic link (120000).</summary>
    Link,
}
