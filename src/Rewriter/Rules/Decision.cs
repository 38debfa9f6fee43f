namespace Rewriter.Rules;

/// <summary>What becomes of an occurrence, and why.</summary>
/// <param name="Occurrence">The occurrence.</param>
/// <param name="Disposition">What becomes of it.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Rule">The rule that selects it; null where none does.</param>
/// <param name="NewText">The name to which it changes; null where it stays.</param>
/// <param name="Keep">The keep that holds it; null where none does.</param>
public sealed record Decision(Occurrence Occurrence, Disposition Disposition, string Reason, Rule? Rule = null, string? NewText = null, Keep? Keep = null);
