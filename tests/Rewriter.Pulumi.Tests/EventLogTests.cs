namespace Rewriter.Pulumi.Tests;

/// <summary>The log of events, while a command writes it.</summary>
public sealed class EventLogTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Every_line_is_told_before_the_work_gives_its_result()
    {
        var told = new List<string>();
        await File.WriteAllTextAsync(_path, "one\ntwo\n");

        Assert.Equal(7, await new EventLog(_path, told.Add).FollowAsync(Task.FromResult(7)));
        Assert.Equal(["one", "two"], told);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_leaves_no_work_behind()
    {
        var (work, met) = (new TaskCompletionSource<int>(), new TaskCompletionSource());
        await File.WriteAllTextAsync(_path, "one\n");
        var following = new EventLog(_path, line =>
        {
            met.SetResult();
            throw new InvalidDataException(line);
        }).FollowAsync(work.Task);

        await met.Task;
        Assert.False(following.IsCompleted);
        work.SetResult(7);
        Assert.Equal("one", (await Assert.ThrowsAsync<InvalidDataException>(() => following)).Message);
    }
}
