using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Processes;
using Rewriter.Workspaces;

namespace Rewriter.Pulumi;

/// <summary>The Pulumi program that an engine works on, and how.</summary>
public sealed record PulumiOptions
{
    /// <summary>What stands for the state's key in <see cref="Stack"/>.</summary>
    public const string StateKeyPlaceholder = "{state}";

    /// <summary>The program: <c>pulumi</c>, or its path.</summary>
    public string Program { get; init; } = "pulumi";

    /// <summary>The folder of the user's own project, absolute; null where the program is generated from the stack's model. It is read and never written.</summary>
    public string? Folder { get; init; }

    /// <summary>The folder that is copied for each run, absolute: it holds <see cref="Folder"/> and all that its program refers to. The folder itself where null.</summary>
    public string? Root { get; init; }

    /// <summary>The name of the Pulumi stack; <c>{state}</c> stands for the key of the state, with '-' for each '/'. Null for that alone.</summary>
    public string? Stack { get; init; }

    /// <summary>The backend's address, such as <c>file:///srv/states</c> or <c>gs://bucket</c>; null for the one that the user is logged in to. Passed in the environment only.</summary>
    public string? Backend { get; init; }

    /// <summary>What keeps secrets of a new stack, as <c>--secrets-provider</c> takes it; null for the backend's own.</summary>
    public string? SecretsProvider { get; init; }

    /// <summary>The passphrase of secrets; null for the one that the environment holds. Passed in the environment only, and taken out of all messages.</summary>
    public string? Passphrase { get; init; }

    /// <summary>The file that holds the passphrase of secrets, absolute; null for the one that the environment names. Passed in the environment only.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>Configuration by key.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Secret values of the configuration by key, or by the name under which the model knows the secret. Passed through standard input only, and taken out of all messages.</summary>
    public ImmutableSortedDictionary<string, string> SecretConfig { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Variables of the environment that the program gets beside those that are passed.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Variables of the environment that the program gets; a name may end in <c>*</c>.</summary>
    public ImmutableArray<string> PassedEnvironment { get; init; } =
        [.. ProcessEnvironment.Common, "PULUMI_*", "GOOGLE_*", "CLOUDSDK_*", "AWS_*", "AZURE_*", "ARM_*", "SSH_AUTH_SOCK", "GIT_SSH*", "DOTNET_*", "NUGET_*", "NODE_*", "npm_config_*", "VIRTUAL_ENV", "GOPATH", "GOCACHE"];

    /// <summary>How long one command may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a command may take to end after it was interrupted.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where states are kept before they are changed, absolute. Secrets in them are encrypted, as in the backend; the files are for this user only.</summary>
    public required string BackupFolder { get; init; }

    /// <summary>Whether a rollback may destroy what the apply created. A person has to agree to that first.</summary>
    public bool DestroyOnRollback { get; init; }

    /// <summary>Whether that holds also where somebody has updated it since. A person has to agree to that first.</summary>
    public bool DestroyUpdated { get; init; }

    /// <summary>Every description of the stack that is known, in any generation: a state holds names only, and these say whose addresses they are.</summary>
    public ImmutableArray<StackDescription> Known { get; init; } = [];

    /// <summary>
    /// Files as they are to be seen instead of those on disk, by path relative to <see cref="Root"/> with '/'; null where a
    /// file is gone. A plan of a phase puts its rewritten files here.
    /// </summary>
    public Func<IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>?>>>? Overlay { get; init; }

    /// <summary>The name of the Pulumi stack of a state.</summary>
    /// <param name="stateKey">The key of the state.</param>
    public string StackOf(string stateKey) => (Stack ?? StateKeyPlaceholder).Replace(StateKeyPlaceholder, stateKey.Replace('/', '-'), StringComparison.Ordinal);

    /// <summary>The options for a plan: the files that it has rewritten are seen instead of those on disk, at the time of each preview.</summary>
    /// <param name="files">The plan's files.</param>
    /// <param name="rootInRepository">Where <see cref="Root"/> (or <see cref="Folder"/>) is in the repository, with '/'; empty for the repository itself.</param>
    public PulumiOptions Over(OverlayWorkspace files, string rootInRepository)
    {
        if (Folder is null) return this;
        var prefix = rootInRepository.Length == 0 ? string.Empty : rootInRepository.TrimEnd('/') + "/";
        return this with
        {
            Overlay = () => files.Written.Where(w => w.Key.Value.StartsWith(prefix, StringComparison.Ordinal)).Select(w => KeyValuePair.Create(w.Key.Value[prefix.Length..], w.Value)),
        };
    }
}
