using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Migrations;

namespace Rewriter.Initializing;

/// <summary>A migration that was written from what a repository says.</summary>
/// <param name="Text">The migration file.</param>
/// <param name="Migration">What its reader makes of it; null where nothing was found, or the text is refused.</param>
/// <param name="CodeGeneration">The generation that the code has today.</param>
/// <param name="Notes">What a person should look at.</param>
/// <param name="Diagnostics">Why there is no migration.</param>
public sealed record InitResult(string Text, Migration? Migration, string CodeGeneration, ImmutableArray<string> Notes, ImmutableArray<Diagnostic> Diagnostics);
