using System.Diagnostics;

namespace Rewriter.KillHost;

/// <summary>Counts write points; kills the process at one of them, without any chance to tidy up, or fails for lack of space.</summary>
/// <param name="killAt">The point (1-based) at which the process dies; 0 for never.</param>
/// <param name="fullAt">The point (1-based) at which new bytes find no space for a while; 0 for never.</param>
internal sealed class WriteCounter(int killAt, int fullAt)
{
    private int _count;

    public void Point()
    {
        if (++_count == killAt) Process.GetCurrentProcess().Kill();
    }

    /// <summary>True for the three write points at which the disk is full; what frees space, such as taking back, works again.</summary>
    public bool IsFull => fullAt > 0 && _count >= fullAt && _count < fullAt + 3;
}
