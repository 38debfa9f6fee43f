using System.Collections.Immutable;
using Rewriter.Processes;
using Rewriter.Workspaces;

namespace Rewriter.Terraform;

/// <summary>The configuration that a Terraform engine works on, and how.</summary>
public sealed record TerraformOptions
{
    /// <summary>What stands for the state's key in <see cref="Backend"/>.</summary>
    public const string StateKeyPlaceholder = "{state}";

    /// <summary>The program: <c>terraform</c> or <c>tofu</c>, or its path.</summary>
    public string Program { get; init; } = "terraform";

    /// <summary>The folder of the root module, absolute. It is read and never written.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that is copied for each run, absolute: it holds <see cref="Folder"/> and all local modules. The folder itself where null.</summary>
    public string? Root { get; init; }

    /// <summary>
    /// Settings of the backend, as <c>-backend-config</c> takes them; <c>{state}</c> in a value stands for the key of the
    /// state: <c>prefix</c> = <c>{state}</c>, <c>path</c> = <c>states/{state}/default.tfstate</c>. Written to a file that
    /// only this user can read, not onto the command line.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Backend { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Files of values, relative to <see cref="Folder"/>, in their order.</summary>
    public ImmutableArray<string> VarFiles { get; init; } = [];

    /// <summary>Values of variables, which win over all files.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Secret values of variables: passed as TF_VAR_… in the environment only, and taken out of all messages.</summary>
    public ImmutableSortedDictionary<string, string> SecretVariables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Variables of the environment that the program gets; a name may end in <c>*</c>.</summary>
    public ImmutableArray<string> PassedEnvironment { get; init; } =
    [
        .. ProcessEnvironment.Common, "GOOGLE_*", "CLOUDSDK_*", "AWS_*", "ARM_*", "SSH_AUTH_SOCK", "GIT_SSH*",
        "TF_VAR_*", "TF_TOKEN_*", "TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR", "TF_REGISTRY_*",
    ];

    /// <summary>How long to wait for a lock of the state.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one command may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a command may take to end after it was interrupted.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where states are kept before they are changed, absolute. The files hold secrets in the clear, as states do, and are for this user only.</summary>
    public required string BackupFolder { get; init; }

    /// <summary>Whether a rollback may destroy what the apply created. A person has to agree to that first.</summary>
    public bool DestroyOnRollback { get; init; }

    /// <summary>Whether that holds also where somebody has updated it since. A person has to agree to that first.</summary>
    public bool DestroyUpdated { get; init; }

    /// <summary>
    /// Files as they are to be seen instead of those on disk, by path relative to <see cref="Root"/> with '/'; null where a
    /// file is gone. A plan of a phase puts its rewritten files here.
    /// </summary>
    public Func<IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>?>>>? Overlay { get; init; }

    /// <summary>The options for a plan: the files that it has rewritten are seen instead of those on disk, at the time of each preview.</summary>
    /// <param name="files">The plan's files.</param>
    /// <param name="rootInRepository">Where <see cref="Root"/> (or <see cref="Folder"/>) is in the repository, with '/'; empty for the repository itself.</param>
    public TerraformOptions Over(OverlayWorkspace files, string rootInRepository)
    {
        var prefix = rootInRepository.Length == 0 ? string.Empty : rootInRepository.TrimEnd('/') + "/";
        return this with
        {
            Overlay = () => files.Written.Where(w => w.Key.Value.StartsWith(prefix, StringComparison.Ordinal)).Select(w => KeyValuePair.Create(w.Key.Value[prefix.Length..], w.Value)),
        };
    }
}
