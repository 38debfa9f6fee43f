namespace Rewriter.Migrations;

/// <summary>Something that may go wrong in a phase.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Impact">What it would do.</param>
/// <param name="Mitigation">What is done about it.</param>
/// <param name="Step">The step that does it; null where it is done outside.</param>
public sealed record Risk(string Name, string Impact, string Mitigation, string? Step);
