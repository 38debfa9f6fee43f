using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Migrations.Planning;

/// <summary>Gives engines for work in earnest and for plans.</summary>
public interface IEngineHost
{
    /// <summary>The engine's id.</summary>
    string Id { get; }

    /// <summary>True where applying changes something outside of the repository's folder, so that a person must agree.</summary>
    bool TouchesOutside { get; }

    /// <summary>The engine and the cloud that phases really change.</summary>
    (IDeploymentEngine Engine, ICloudOperations Cloud) Real();

    /// <summary>Copies in memory of engine and cloud as they are now, on which a plan plays a phase through.</summary>
    (IDeploymentEngine Engine, ICloudOperations Cloud) Simulation();

    /// <summary>All states as they are now.</summary>
    ImmutableArray<EngineState> States();

    /// <summary>What exists in the cloud now; null where that is not known.</summary>
    CloudSnapshot? CloudNow();
}
