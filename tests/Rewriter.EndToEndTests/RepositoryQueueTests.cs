using Microsoft.Extensions.Logging.Abstractions;
using Rewriter.Bot.Server;

namespace Rewriter.EndToEndTests;

public sealed class RepositoryQueueTests
{
    [Fact]
    public async Task One_thing_at_a_time_is_done_for_a_repository_in_order_and_others_do_not_wait_for_it()
    {
        await using var queue = new RepositoryQueue(NullLogger.Instance);
        var (release, first, second, other) = (Signal(), Signal(), Signal(), Signal());
        var isFirstOver = false;

        queue.TryAdd("o/r", async _ =>
        {
            first.SetResult();
            await release.Task;
            isFirstOver = true;
            throw new InvalidOperationException("A failure does not end the queue.");
        });
        queue.TryAdd("O/R", _ =>
        {
            Assert.True(isFirstOver);
            second.SetResult();
            return Task.CompletedTask;
        });
        await first.Task;
        queue.TryAdd("o/other", _ =>
        {
            other.SetResult();
            return Task.CompletedTask;
        });
        await other.Task;
        Assert.False(second.Task.IsCompleted);

        release.SetResult();
        await second.Task;
    }

    [Fact]
    public async Task What_waits_is_bounded()
    {
        await using var queue = new RepositoryQueue(NullLogger.Instance);
        var release = Signal();
        var taken = Enumerable.Range(0, 300).Count(_ => queue.TryAdd("o/r", _ => release.Task));
        Assert.Equal(256, taken);
        release.SetResult();
    }

    [Fact]
    public async Task A_server_that_stops_interrupts_what_runs_and_begins_nothing_more()
    {
        var begun = Signal();
        var isSecondBegun = false;
        await using (var queue = new RepositoryQueue(NullLogger.Instance))
        {
            queue.TryAdd("o/r", async cancellation =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
            });
            queue.TryAdd("o/r", _ =>
            {
                isSecondBegun = true;
                return Task.CompletedTask;
            });
            await begun.Task;
        }

        Assert.False(isSecondBegun);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
