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

    /// <summary>A commit of another repository (160000); its id stands in the place of a blob's.</summary>
    Submodule,
}
