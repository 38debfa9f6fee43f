using Rewriter.Processes;

namespace Rewriter.Terraform.Tests;

/// <summary>Runs the real program and has no patience with <c>apply</c>.</summary>
public sealed class HurriedRunner : IProcessRunner
{
    private readonly SystemProcessRunner _real = new();

    public Task<ProcessResult> RunAsync(ProcessRequest request, Action<string>? onOutputLine, CancellationToken cancellationToken) =>
        _real.RunAsync(request.Arguments[0] == "apply" ? request with { Timeout = TimeSpan.FromSeconds(1) } : request, onOutputLine, cancellationToken);
}
