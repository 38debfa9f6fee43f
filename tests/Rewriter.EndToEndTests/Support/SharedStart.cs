namespace Rewriter.EndToEndTests.Support;

/// <summary>A repository that several tests of a class begin with, each in a copy: made by the first one that asks.</summary>
internal sealed class SharedStart : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private ExampleRepository? _made;

    /// <summary>A copy of the repository.</summary>
    public async Task<ExampleRepository> CopyAsync(Func<Task<ExampleRepository>> make)
    {
        await _gate.WaitAsync();
        try
        {
            return (_made ??= await make()).Clone();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _made?.Dispose();
        _gate.Dispose();
    }
}
