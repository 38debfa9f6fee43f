using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

/// <summary>What an engine's program throws becomes what the port promises.</summary>
public sealed class DeploymentGuardTests
{
    private static readonly DeploymentFailure Failure = new("RW4018", "it failed", "look");

    [Theory]
    [InlineData(false, false, DeploymentStatus.Refused)]
    [InlineData(false, true, DeploymentStatus.Failed)]
    [InlineData(true, true, DeploymentStatus.Cancelled)]
    public async Task A_change_that_fails_says_whether_anything_was_done(bool cancelled, bool begun, DeploymentStatus status)
    {
        var outcome = await DeploymentGuard.ChangeAsync(() => throw new DeploymentException(Failure, cancelled) { HasBegun = begun });

        Assert.Equal((status, Failure), (outcome.Status, outcome.Failure));
        Assert.Null(outcome.Checkpoint);
    }

    [Fact]
    public async Task A_change_that_is_cancelled_throws_nothing()
    {
        var outcome = await DeploymentGuard.ChangeAsync(() => throw new OperationCanceledException());

        Assert.Equal((DeploymentStatus.Cancelled, "RW4015"), (outcome.Status, outcome.Failure?.Code));
    }

    [Fact]
    public async Task A_look_that_fails_tells_the_failure_and_one_that_is_cancelled_throws()
    {
        var told = await DeploymentGuard.LookAsync<string>(() => throw new DeploymentException(Failure), f => f.Code, CancellationToken.None);

        Assert.Equal("RW4018", told);
        await Assert.ThrowsAsync<OperationCanceledException>(() => DeploymentGuard.LookAsync<string>(() => throw new DeploymentException(Failure, isCancelled: true), f => f.Code, CancellationToken.None));
    }

    [Fact]
    public void A_preview_is_refused_for_its_failure_before_its_digest_and_for_its_digest_before_its_conflicts()
    {
        var preview = new DeploymentPreview { Engine = "e", StateKey = "k", Conflicts = [new DeploymentConflict(ConflictKind.Protected, "a", "t", "id", "it is protected")] };

        Assert.Equal("RW4018", (preview with { Failure = Failure }).RefusalFor("other")?.Code);
        Assert.Equal("RW4003", preview.RefusalFor("other")?.Code);
        Assert.Equal("RW4005", preview.RefusalFor(preview.Digest)?.Code);
        Assert.Null((preview with { Conflicts = [] }).RefusalFor((preview with { Conflicts = [] }).Digest));
    }
}
