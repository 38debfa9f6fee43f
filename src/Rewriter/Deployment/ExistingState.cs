using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>A state that another tool keeps, as a file shows it.</summary>
/// <param name="State">The state, which <see cref="EngineState.IsForeign"/>; secret values sealed.</param>
/// <param name="PlainSecrets">The places of the file's secrets that stand there in plain text, such as <c>google_sql_user.app: password</c>; never a value.</param>
public sealed record ExistingState(EngineState State, ImmutableArray<string> PlainSecrets);
