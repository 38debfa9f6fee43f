using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Migrations.Planning;
using Rewriter.Processes;
using Rewriter.Workspaces;

namespace Rewriter.Terraform;

/// <summary>Gives Terraform engines to phases. Of the cloud it knows what stacks make of it, and nothing else.</summary>
/// <param name="options">The configuration.</param>
/// <param name="rootInRepository">Where the configuration's root is in the repository, with '/'; empty for the repository itself.</param>
/// <param name="stateKeys">The keys of all its states, against which hazards are looked for.</param>
/// <param name="runner">Runs the program; the system's where null.</param>
public sealed class TerraformEngineHost(TerraformOptions options, string rootInRepository, ImmutableArray<string> stateKeys, IProcessRunner? runner = null) : IEngineHost
{
    /// <inheritdoc/>
    public string Id => "terraform";

    /// <inheritdoc/>
    public bool TouchesOutside => true;

    /// <summary>False: a preview does not tell the lineage and the serials by which a rollback knows the state again.</summary>
    public bool RehearsesUndo => false;

    /// <inheritdoc/>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Real() => (new TerraformEngine(options, runner), new NoCloudOperations(Id));

    /// <summary>An engine that previews for real, over the files as the plan has them, and only remembers applies.</summary>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Simulation(OverlayWorkspace files) =>
        (new RehearsedEngine(new TerraformEngine(options.Over(files, rootInRepository), runner)), new NoCloudOperations(Id));

    /// <inheritdoc/>
    /// <exception cref="EngineStoreException">The program is missing or failed.</exception>
    public ImmutableArray<EngineState> States()
    {
        try
        {
            return new TerraformStates(options, runner).ReadAsync(stateKeys, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (DeploymentException failed)
        {
            throw new EngineStoreException(failed.Failure, failed);
        }
    }

    /// <summary>Null: what exists outside of the states is not asked.</summary>
    public CloudSnapshot? CloudNow() => null;
}
