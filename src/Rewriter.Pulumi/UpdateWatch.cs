using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>Tells of an update while it goes on, and keeps which steps were done.</summary>
internal sealed class UpdateWatch(AddressBook book, IProgress<DeploymentEvent>? progress)
{
    private readonly List<(string Address, string Operation)> _done = [];

    /// <summary>The steps that were done, in their order.</summary>
    public IReadOnlyList<(string Address, string Operation)> Done => _done;

    /// <summary>Takes an event.</summary>
    public void Take(PulumiEvent seen)
    {
        if (seen.Step is not { IsObject: true } step || step.Action == CanonicalAction.NoOp) return;
        var address = book.AddressOf(step.Urn);
        if (seen.Kind == PulumiEventKind.Done) _done.Add((address, step.Operation));
        // The middle of the three steps of a replacement does nothing.
        if (step.Operation == "replace") return;
        var kind = seen.Kind switch { PulumiEventKind.Started => DeploymentEventKind.Started, PulumiEventKind.Done => DeploymentEventKind.Completed, _ => DeploymentEventKind.Failed };
        progress?.Report(new DeploymentEvent(kind, step.Action, address, step.Type, step.New?.Id ?? step.Old?.Id ?? address));
    }
}
