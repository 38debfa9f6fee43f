using Rewriter.Processes;

namespace Rewriter.Pulumi.Tests;

/// <summary>Runs the real command and keeps how it was called; it may be told to answer itself.</summary>
internal sealed class SpyRunner(Func<ProcessRequest, ProcessResult?>? answer = null) : IProcessRunner
{
    private readonly SystemProcessRunner _real = new();
    private readonly List<ProcessRequest> _requests = [];

    public IReadOnlyList<ProcessRequest> Requests => _requests;

    public Task<ProcessResult> RunAsync(ProcessRequest request, Action<string>? onOutputLine, CancellationToken cancellationToken)
    {
        _requests.Add(request);
        return answer?.Invoke(request) is { } given ? Task.FromResult(given) : _real.RunAsync(request, onOutputLine, cancellationToken);
    }
}
