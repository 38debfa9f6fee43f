using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations;

/// <summary>A part of a phase's way back: steps that are taken back, then steps that only a rollback runs.</summary>
/// <param name="Id">Its name within the phase.</param>
/// <param name="Title">What it brings back, for people.</param>
/// <param name="Undo">The steps of the phase that are taken back here, in this order.</param>
/// <param name="Steps">What runs behind that.</param>
public sealed record RollbackPart(string Id, string Title, ImmutableArray<string> Undo, ImmutableArray<Step> Steps)
{
    /// <summary>Where in the migration file each step is named that is taken back here.</summary>
    public ImmutableSortedDictionary<string, TextSpan> Places { get; init; } = ImmutableSortedDictionary<string, TextSpan>.Empty;
}
