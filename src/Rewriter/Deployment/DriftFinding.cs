using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>One disagreement between program, state and cloud.</summary>
/// <param name="Kind">In which way they disagree.</param>
/// <param name="Address">The resource's address.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">The object's id; null where it is not known.</param>
/// <param name="Message">The disagreement, for people.</param>
/// <param name="Differences">The properties that differ.</param>
public sealed record DriftFinding(DriftKind Kind, string Address, string Type, string? Id, string Message, ImmutableArray<PropertyDifference> Differences);
