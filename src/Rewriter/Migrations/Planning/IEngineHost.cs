using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Planning;

/// <summary>Gives engines for work in earnest and for plans.</summary>
public interface IEngineHost
{
    /// <summary>The engine's id.</summary>
    string Id { get; }

    /// <summary>True where applying changes something outside of the repository's folder, so that a person must agree.</summary>
    bool TouchesOutside { get; }

    /// <summary>
    /// True where a simulated apply tells how the real one is taken back. Where it does not, the engine tells that itself
    /// before it changes anything (<see cref="IDeploymentEngine.Telling"/>).
    /// </summary>
    bool RehearsesUndo { get; }

    /// <summary>The engine and the cloud that phases really change.</summary>
    (IDeploymentEngine Engine, ICloudOperations Cloud) Real();

    /// <summary>Copies in memory of engine and cloud as they are now, on which a plan plays a phase through.</summary>
    /// <param name="files">The files as the plan has rewritten them so far, for engines that read the configuration from files.</param>
    (IDeploymentEngine Engine, ICloudOperations Cloud) Simulation(OverlayWorkspace files);

    /// <summary>Why nothing can be applied with it, although it can preview; null where it can.</summary>
    Diagnostic? ApplyRefusal => null;

    /// <summary>What is in the files that it reads and that people ought to know, such as secrets in plain text.</summary>
    ImmutableArray<FileMention> Mentions() => [];

    /// <summary>All states as they are now.</summary>
    ImmutableArray<EngineState> States();

    /// <summary>What exists in the cloud now; null where that is not known.</summary>
    CloudSnapshot? CloudNow();
}
