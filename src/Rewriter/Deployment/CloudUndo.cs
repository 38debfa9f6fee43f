using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>What was there before one operation on the cloud, so that it can be undone. Written as JSON into the ledger; it holds no secret value.</summary>
public sealed record CloudUndo
{
    /// <summary>The operation: <c>copy-secret</c>, <c>disable-secret-version</c>, <c>deploy-image</c>, <c>run-job</c>, <c>set-traffic</c>, <c>delete</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>What it was done to.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether it can be undone.</summary>
    public bool IsReversible { get; init; } = true;

    /// <summary>Why it cannot be undone; null where it can.</summary>
    public string? IrreversibleBecause { get; init; }

    /// <summary>The objects that were changed or deleted, as they were.</summary>
    public ImmutableArray<CloudObject> Before { get; init; } = [];

    /// <summary>The objects that were made or changed, as they were afterwards; undoing refuses where they changed since.</summary>
    public ImmutableArray<CloudObject> After { get; init; } = [];

    /// <summary>The split of traffic before; null where traffic was not touched.</summary>
    public TrafficSplit? TrafficBefore { get; init; }

    /// <summary>The split of traffic afterwards; null where traffic was not touched.</summary>
    public TrafficSplit? TrafficAfter { get; init; }
}
