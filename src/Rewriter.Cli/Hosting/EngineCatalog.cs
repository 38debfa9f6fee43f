using System.Collections.Immutable;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>The engines that the command offers.</summary>
public static class EngineCatalog
{
    /// <summary>All of them. This list is the one place where an engine is made known to the command.</summary>
    public static ImmutableArray<IEngineProvider> All { get; } = [new EmbeddedEngineProvider(), new TerraformEngineProvider(), new PulumiEngineProvider()];

    /// <summary>The host of an engine.</summary>
    /// <exception cref="WorkspaceException">There is no such engine (RW4020), or the migration does not say what it needs to know.</exception>
    public static IEngineHost Open(string id, EngineSetup setup) =>
        All.FirstOrDefault(e => e.Id == id) is { } engine
            ? engine.Open(setup)
            : throw new WorkspaceException(Descriptors.EngineUnknown.Anywhere(id, MigrationScope.Near(id, All.Select(e => e.Id))));
}
