using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>What an engine is to bring about, and in which state it keeps account.</summary>
public sealed record DeploymentTarget
{
    /// <summary>The stack as it shall be.</summary>
    public required StackDescription Desired { get; init; }

    /// <summary>The key of the state: <c>orderflow/prod</c>.</summary>
    public required string StateKey { get; init; }

    /// <summary>Addresses that change within the state. A move whose source is gone has been made before and is skipped.</summary>
    public ImmutableArray<ResourceMove> Moves { get; init; } = [];

    /// <summary>Existing objects to take over. One that the state holds already is skipped.</summary>
    public ImmutableArray<ResourceImport> Imports { get; init; } = [];

    /// <summary>Addresses whose objects the state drops and the cloud keeps.</summary>
    public ImmutableArray<string> Forgets { get; init; } = [];
}
