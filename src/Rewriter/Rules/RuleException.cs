namespace Rewriter.Rules;

/// <summary>Occurrences that a rule leaves alone although it selects them.</summary>
/// <param name="Where">Which.</param>
/// <param name="Because">The reason, shown as for a keep.</param>
public sealed record RuleException(Selection Where, string Because);
