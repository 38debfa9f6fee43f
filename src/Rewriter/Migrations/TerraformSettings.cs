using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Migrations;

/// <summary>How a migration works on a stack with Terraform or OpenTofu: its section <c>terraform:</c>.</summary>
public sealed record TerraformSettings
{
    /// <summary>The program: <c>terraform</c> or <c>tofu</c>, or its path.</summary>
    public string Program { get; init; } = "terraform";

    /// <summary>The folder of the root module in the repository.</summary>
    public RepoPath Folder { get; init; }

    /// <summary>The folder that holds the root module and all local modules; null for <see cref="Folder"/> itself.</summary>
    public RepoPath? Root { get; init; }

    /// <summary>Settings of the backend by name; <c>{state}</c> in a value stands for the key of the state.</summary>
    public ImmutableSortedDictionary<string, string> Backend { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Files of values, relative to <see cref="Folder"/>, in their order.</summary>
    public ImmutableArray<string> VarFiles { get; init; } = [];

    /// <summary>Values of variables by name.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>For each secret variable the name of the environment variable that holds its value.</summary>
    public ImmutableSortedDictionary<string, string> SecretVariables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether a rollback may destroy what an apply created.</summary>
    public bool DestroyOnRollback { get; init; }

    /// <summary>Whether that holds also where somebody, such as an automation, has updated it since.</summary>
    public bool DestroyUpdated { get; init; }

    /// <summary>How long one command may take; null for the engine's own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long to wait for a lock of the state; null for the engine's own limit.</summary>
    public TimeSpan? LockTimeout { get; init; }
}
