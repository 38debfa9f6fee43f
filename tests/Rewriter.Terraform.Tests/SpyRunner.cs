using Rewriter.Processes;

namespace Rewriter.Terraform.Tests;

/// <summary>Runs the real program and keeps how it was called.</summary>
public sealed class SpyRunner : IProcessRunner
{
    private readonly SystemProcessRunner _real = new();
    private readonly List<ProcessRequest> _requests = [];

    public IReadOnlyList<ProcessRequest> Requests => _requests;

    public Task<ProcessResult> RunAsync(ProcessRequest request, Action<string>? onOutputLine, CancellationToken cancellationToken)
    {
        _requests.Add(request);
        return _real.RunAsync(request, onOutputLine, cancellationToken);
    }
}
