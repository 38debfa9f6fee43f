using Rewriter.Forges;

namespace Rewriter.Migrations.PullRequests;

/// <summary>The modes of files as git writes them.</summary>
public static class GitModes
{
    /// <summary>Reads a mode.</summary>
    public static ForgeFileMode Read(string mode) => mode switch
    {
        "100755" => ForgeFileMode.Executable,
        "120000" => ForgeFileMode.Link,
        "160000" => ForgeFileMode.Submodule,
        _ => ForgeFileMode.File,
    };

    /// <summary>Writes a mode.</summary>
    public static string Write(ForgeFileMode mode) => mode switch
    {
        ForgeFileMode.Executable => "100755",
        ForgeFileMode.Link => "120000",
        ForgeFileMode.Submodule => "160000",
        _ => "100644",
    };
}
