namespace Rewriter.Migrations;

/// <summary>A line of a phase's checklist.</summary>
/// <param name="Text">What is to be done or checked.</param>
/// <param name="IsClaimed">True where a person ticked it before the product came; the claim is checked by the step that does it.</param>
/// <param name="Step">The step that does it; null where a person does.</param>
public sealed record ChecklistItem(string Text, bool IsClaimed, string? Step);
