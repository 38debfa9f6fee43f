using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Migrations.Planning;
using Rewriter.Processes;
using Rewriter.Workspaces;

namespace Rewriter.Pulumi;

/// <summary>Gives Pulumi engines to phases. Of the cloud it knows what stacks make of it, and nothing else.</summary>
/// <param name="options">The program and its stacks.</param>
/// <param name="rootInRepository">Where the root of the user's own program is in the repository, with '/'; empty for the repository itself, or where the program is generated.</param>
/// <param name="stateKeys">The keys of all its states, against which hazards are looked for.</param>
/// <param name="engine">Makes an engine over a program.</param>
/// <param name="runner">Runs the command that reads states; the system's where null.</param>
public sealed class PulumiEngineHost(PulumiOptions options, string rootInRepository, ImmutableArray<string> stateKeys, Func<PulumiOptions, IDeploymentEngine> engine, IProcessRunner? runner = null) : IEngineHost
{
    /// <inheritdoc/>
    public string Id => PulumiEngine.EngineId;

    /// <inheritdoc/>
    public bool TouchesOutside => true;

    /// <summary>False: a preview does not tell the lineage and the serials by which a rollback knows the state again.</summary>
    public bool RehearsesUndo => false;

    /// <inheritdoc/>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Real() => (engine(options), new NoCloudOperations(Id));

    /// <summary>An engine that previews for real, over the files as the plan has them, and only remembers applies.</summary>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Simulation(OverlayWorkspace files) =>
        (new RehearsedEngine(engine(options.Over(files, rootInRepository))), new NoCloudOperations(Id));

    /// <inheritdoc/>
    /// <exception cref="EngineStoreException">The command is missing or failed.</exception>
    public ImmutableArray<EngineState> States()
    {
        try
        {
            return new PulumiStates(options, runner).ReadAsync(stateKeys, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (DeploymentException failed)
        {
            throw new EngineStoreException(failed.Failure, failed);
        }
    }

    /// <summary>Null: what exists outside of the states is not asked.</summary>
    public CloudSnapshot? CloudNow() => null;
}
