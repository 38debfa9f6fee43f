using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Planning;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>Offers the embedded engine, whose states and cloud are files below <c>.rewrite/engine</c>.</summary>
public sealed class EmbeddedEngineProvider : IEngineProvider
{
    /// <inheritdoc/>
    public string Id => "embedded";

    /// <inheritdoc/>
    public IEngineHost Open(EngineSetup setup)
    {
        if (setup.Migration.Stacks.FirstOrDefault(s => !s.IsDescribed) is { } bare)
            throw new WorkspaceException(Descriptors.StackNotConfigured.At(setup.Migration.File.Path, Id, bare.Id, "program', 'describe' or 'command"));
        return new EmbeddedEngineHost(new FileEngineStore(Path.Combine(setup.OwnFolder, "engine")), setup.Time, setup.Faults);
    }
}
