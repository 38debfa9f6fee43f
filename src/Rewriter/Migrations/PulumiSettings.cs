using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Migrations;

/// <summary>How a migration works on a stack with Pulumi: its section <c>pulumi:</c>.</summary>
public sealed record PulumiSettings
{
    /// <summary>The program: <c>pulumi</c>, or its path.</summary>
    public string Program { get; init; } = "pulumi";

    /// <summary>The folder of the project in the repository; null where the program is generated from the stack's model.</summary>
    public RepoPath? Folder { get; init; }

    /// <summary>The name of the Pulumi stack; <c>{state}</c> stands for the key of the state. Null for that key, with '-' for '/'.</summary>
    public string? Stack { get; init; }

    /// <summary>The backend's address; null for the one that the user is logged in to.</summary>
    public string? Backend { get; init; }

    /// <summary>What keeps secrets of a stack that is made, as <c>--secrets-provider</c> takes it; null for the backend's own.</summary>
    public string? SecretsProvider { get; init; }

    /// <summary>The file that holds the passphrase of secrets, absolute or relative to the repository; null for none.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>The name of the environment variable that holds the passphrase of secrets; null for Pulumi's own.</summary>
    public string? PassphraseEnvironment { get; init; }

    /// <summary>Configuration by key.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>For each secret key of the configuration the name of the environment variable that holds its value.</summary>
    public ImmutableSortedDictionary<string, string> SecretConfig { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether a rollback may destroy what an apply created.</summary>
    public bool DestroyOnRollback { get; init; }

    /// <summary>Whether that holds also where somebody, such as an automation, has updated it since.</summary>
    public bool DestroyUpdated { get; init; }

    /// <summary>How long one command may take; null for the engine's own limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
