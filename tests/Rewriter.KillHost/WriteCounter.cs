using System.Diagnostics;

namespace Rewriter.KillHost;

/// <summary>Counts write points and kills the process at one of them, without any chance to tidy up.</summary>
/// <param name="killAt">The point (1-based) at which it dies; 0 for never.</param>
internal sealed class WriteCounter(int killAt)
{
    private int _count;

    public void Point()
    {
        if (++_count == killAt) Process.GetCurrentProcess().Kill();
    }
}
