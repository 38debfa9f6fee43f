using Rewriter.Migrations.Planning;

namespace Rewriter.Cli.Hosting;

/// <summary>
/// An engine that the command offers. There is one for each edge; a further edge writes one and adds it to
/// <see cref="EngineCatalog.All"/>, and nothing else in the command knows of it.
/// </summary>
public interface IEngineProvider
{
    /// <summary>The engine's id, as <c>engine:</c> and <c>--engine</c> name it.</summary>
    string Id { get; }

    /// <summary>The host of the engine for a migration. Programs, states and secrets are asked for only when a phase needs them.</summary>
    /// <exception cref="Workspaces.WorkspaceException">The migration does not say what the engine needs to know.</exception>
    IEngineHost Open(EngineSetup setup);
}
