namespace Rewriter.Rules;

/// <summary>Whose name a text is.</summary>
/// <param name="Role">The role that bears it.</param>
/// <param name="Generation">The generation in which it does.</param>
public sealed record NameMeaning(Role Role, string Generation);
