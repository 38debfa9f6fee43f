using Rewriter.Processes;

namespace Rewriter.Tests.Git;

/// <summary>Runs real programs, and lets a test meddle right before or right behind one of them.</summary>
internal sealed class MeddlingRunner(Func<ProcessRequest, bool> at, Action? before, Action? behind) : IProcessRunner
{
    private readonly SystemProcessRunner _real = new();
    private bool _done;

    public async Task<ProcessResult> RunAsync(ProcessRequest request, Action<string>? onOutputLine, CancellationToken cancellationToken)
    {
        var now = !_done && at(request);
        _done |= now;
        if (now) before?.Invoke();
        var result = await _real.RunAsync(request, onOutputLine, cancellationToken);
        if (now) behind?.Invoke();
        return result;
    }
}
