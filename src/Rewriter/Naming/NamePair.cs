namespace Rewriter.Naming;

/// <summary>An old name and the new one that takes its place.</summary>
/// <param name="From">The old name, as a person writes it.</param>
/// <param name="To">The new name, as a person writes it.</param>
/// <param name="Variants">True where the other spellings of the name follow; false for this very text alone.</param>
public sealed record NamePair(string From, string To, bool Variants = true);
