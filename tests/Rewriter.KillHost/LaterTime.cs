namespace Rewriter.KillHost;

/// <summary>A clock that is ahead of the real one, and runs as fast.</summary>
/// <param name="ahead">By how much.</param>
internal sealed class LaterTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
