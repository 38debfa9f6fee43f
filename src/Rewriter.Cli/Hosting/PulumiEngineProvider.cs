using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Migrations.Planning;
using Rewriter.Pulumi;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>Offers Pulumi, each stack with the program of its section <c>pulumi:</c>: one of the user's own, or one that is generated from the stack's model.</summary>
public sealed class PulumiEngineProvider : IEngineProvider
{
    /// <inheritdoc/>
    public string Id => "pulumi";

    /// <inheritdoc/>
    public IEngineHost Open(EngineSetup setup)
    {
        if (setup.Migration.Stacks.FirstOrDefault(s => s.Pulumi is null) is { } bare)
            throw new WorkspaceException(Descriptors.StackNotConfigured.At(setup.Migration.File.Path, Id, bare.Id, "pulumi"));
        var hosts = setup.Migration.Stacks.ToImmutableDictionary(s => s.Id, s => new Lazy<IEngineHost>(() => HostOf(s, setup)));
        return new RoutedEngineHost(Id, setup.StacksByState().ToImmutableSortedDictionary(s => s.Key, s => hosts[s.Value.Id], StringComparer.Ordinal));
    }

    private static PulumiEngineHost HostOf(StackDefinition stack, EngineSetup setup)
    {
        var settings = stack.Pulumi!;
        var options = new PulumiOptions
        {
            Program = settings.Program,
            Folder = settings.Folder is { } folder ? Path.GetFullPath(Path.Combine(setup.Root, folder.Value)) : null,
            Stack = settings.Stack,
            Backend = settings.Backend is { } backend ? Absolute(backend, setup.Root) : null,
            SecretsProvider = settings.SecretsProvider,
            Passphrase = settings.PassphraseEnvironment is { } variable ? setup.Secret(stack, "passphraseEnvironment", variable) : null,
            PassphraseFile = settings.PassphraseFile is { } file ? Existing(Path.GetFullPath(Path.Combine(setup.Root, file)), stack) : null,
            Config = settings.Config,
            SecretConfig = setup.Secrets(stack, settings.SecretConfig),
            BackupFolder = Path.Combine(setup.OwnFolder, "backup", "pulumi", stack.Id),
            DestroyOnRollback = settings.DestroyOnRollback,
            DestroyUpdated = settings.DestroyUpdated,
            Known = setup.KnownOf(stack),
        };
        if (settings.Timeout is { } timeout) options = options with { Timeout = timeout };
        return new PulumiEngineHost(options, settings.Folder?.Value ?? string.Empty, setup.StateKeysOf(stack), o => PulumiEngines.Make(o, setup), setup.Processes);
    }

    private static string Existing(string file, StackDefinition stack) =>
        File.Exists(file) ? file : throw new EngineStoreException(Descriptors.PassphraseFileMissing.Failure(null, stack.Id, file));

    // Pulumi would take a relative folder from where it runs, which is a copy.
    private static string Absolute(string backend, string root) => backend.StartsWith("file://.", StringComparison.Ordinal)
        ? new Uri(Path.GetFullPath(Path.Combine(root, backend["file://".Length..]))).AbsoluteUri
        : backend;
}
