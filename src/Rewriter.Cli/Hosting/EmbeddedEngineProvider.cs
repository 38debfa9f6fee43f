using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Planning;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>
/// Offers the embedded engine, whose states and cloud are files below <c>.rewrite/engine</c>. Where a stack has the state of
/// another tool, the engine previews against that and applies nothing.
/// </summary>
public sealed class EmbeddedEngineProvider : IEngineProvider
{
    /// <inheritdoc/>
    public string Id => "embedded";

    /// <inheritdoc/>
    public IEngineHost Open(EngineSetup setup)
    {
        if (setup.Migration.Stacks.FirstOrDefault(s => !s.IsDescribed) is { } bare)
            throw new WorkspaceException(Descriptors.StackNotConfigured.At(setup.Migration.File.Path, Id, bare.Id, "program', 'describe' or 'command"));
        var own = new FileEngineStore(Path.Combine(setup.OwnFolder, "engine"));
        if (setup.Migration.Stacks.FirstOrDefault(s => s.Existing is not null) is not { } read) return new EmbeddedEngineHost(own, setup.Time, setup.Faults);
        setup.StacksByState();
        var existing = new ExistingStates(setup);
        // What phases were played through on files is no part of the system that the other tool keeps.
        IEngineStore beside = setup.Migration.Stacks.All(s => s.Existing is not null) ? new InMemoryEngineStore() : own;
        var store = new ReadOnlyEngineStore(beside, () => existing.States, Descriptors.ExistingReadOnly.Failure(null, read.Id));
        return new EmbeddedEngineHost(store, setup.Time) { ApplyRefusal = Descriptors.ExistingReadOnly.Anywhere(read.Id), FoundInFiles = () => existing.PlainSecrets };
    }
}
