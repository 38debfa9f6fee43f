using System.Collections.Immutable;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Migrations.Planning;
using Rewriter.Terraform;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>Offers Terraform and OpenTofu, each stack with the configuration of its section <c>terraform:</c>.</summary>
public sealed class TerraformEngineProvider : IEngineProvider
{
    /// <inheritdoc/>
    public string Id => "terraform";

    /// <inheritdoc/>
    public IEngineHost Open(EngineSetup setup)
    {
        if (setup.Migration.Stacks.FirstOrDefault(s => s.Terraform is null) is { } bare)
            throw new WorkspaceException(Descriptors.StackNotConfigured.At(setup.Migration.File.Path, Id, bare.Id, "terraform"));
        var hosts = setup.Migration.Stacks.ToImmutableDictionary(s => s.Id, s => new Lazy<IEngineHost>(() => HostOf(s, setup)));
        return new RoutedEngineHost(Id, setup.StacksByState().ToImmutableSortedDictionary(s => s.Key, s => hosts[s.Value.Id], StringComparer.Ordinal));
    }

    private static TerraformEngineHost HostOf(StackDefinition stack, EngineSetup setup)
    {
        var settings = stack.Terraform!;
        var root = settings.Root ?? settings.Folder;
        var options = new TerraformOptions
        {
            Program = settings.Program,
            Folder = InRepository(setup, settings.Folder.Value),
            Root = InRepository(setup, root.Value),
            Backend = settings.Backend,
            VarFiles = settings.VarFiles,
            Variables = settings.Variables,
            SecretVariables = setup.Secrets(stack, settings.SecretVariables),
            BackupFolder = Path.Combine(setup.OwnFolder, "backup", "terraform", stack.Id),
            DestroyOnRollback = settings.DestroyOnRollback,
            DestroyUpdated = settings.DestroyUpdated,
        };
        if (settings.Timeout is { } timeout) options = options with { Timeout = timeout };
        if (settings.LockTimeout is { } wait) options = options with { LockTimeout = wait };
        return new TerraformEngineHost(options, root.Value, setup.StateKeysOf(stack), setup.Processes);
    }

    private static string InRepository(EngineSetup setup, string path) => Path.GetFullPath(Path.Combine(setup.Root, path));
}
