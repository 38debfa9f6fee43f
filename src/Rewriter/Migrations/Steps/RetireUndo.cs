using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Migrations.Steps;

/// <summary>What a retirement left to be undone.</summary>
/// <param name="Cloud">What was deleted.</param>
/// <param name="StateKey">The state.</param>
/// <param name="Addresses">What the state gave up, in order.</param>
internal sealed record RetireUndo(ImmutableArray<CloudUndo> Cloud, string StateKey, ImmutableArray<string> Addresses);
