namespace Rewriter.Rules;

/// <summary>What becomes of an occurrence.</summary>
public enum Disposition
{
    /// <summary>It already is the name of the wanted generation.</summary>
    InPlace,

    /// <summary>A rule changes it.</summary>
    Changed,

    /// <summary>A rule would change it once a person agrees.</summary>
    Proposed,

    /// <summary>A keep, or a rule's exception, holds it.</summary>
    Kept,

    /// <summary>It is an old name and nothing says what becomes of it: a finding.</summary>
    Leftover,
}
