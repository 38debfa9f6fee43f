namespace Rewriter.Rules;

/// <summary>How sure a rule is of its changes.</summary>
public enum RuleSafety
{
    /// <summary>Applied with its phase.</summary>
    Safe,

    /// <summary>Shown, and applied only where a person says so.</summary>
    Review,
}
