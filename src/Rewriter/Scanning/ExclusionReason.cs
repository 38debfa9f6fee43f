namespace Rewriter.Scanning;

/// <summary>Why a file or a folder was not searched, or not taken although a name stands in it.</summary>
public enum ExclusionReason
{
    /// <summary>The data of the version control.</summary>
    VersionControl,

    /// <summary>An ignore file names it.</summary>
    Ignored,

    /// <summary>A copy of somebody else's code.</summary>
    Vendored,

    /// <summary>A repository of its own inside this one.</summary>
    OtherRepository,

    /// <summary>Made by a package manager; it follows when that runs again.</summary>
    LockFile,

    /// <summary>A state of Terraform or Pulumi: a record of what exists, changed by the engine alone.</summary>
    State,

    /// <summary>The product's own rules, ledger, journal.</summary>
    OwnFile,

    /// <summary>A symbolic link; the file that it leads to is searched where it lies.</summary>
    SymbolicLink,

    /// <summary>No regular file.</summary>
    SpecialFile,

    /// <summary>Bytes that are no text.</summary>
    Binary,

    /// <summary>Asked for by an option.</summary>
    ByRequest,
}
