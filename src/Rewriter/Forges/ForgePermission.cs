namespace Rewriter.Forges;

/// <summary>What a person may do in a repository; each includes those before it.</summary>
public enum ForgePermission
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Read.</summary>
    Read,

    /// <summary>Write: push branches, run workflows.</summary>
    Write,

    /// <summary>Everything.</summary>
    Admin,
}
