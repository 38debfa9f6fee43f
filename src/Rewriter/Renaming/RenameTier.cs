namespace Rewriter.Renaming;

/// <summary>How sure it is that an occurrence of an old name is to be changed.</summary>
public enum RenameTier
{
    /// <summary>It is changed.</summary>
    Applied,

    /// <summary>A person should look at it; it is changed on request.</summary>
    Proposed,

    /// <summary>It stays.</summary>
    Left,
}
