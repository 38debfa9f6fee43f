namespace Rewriter.Bench;

/// <summary>Measures in processor time, which other programs on the machine do not change much.</summary>
internal static class ProcessorTime
{
    /// <summary>Seconds that one call takes once it is compiled: the best of some rounds.</summary>
    public static double Of(Action action, double warmup = 1.2, int rounds = 4, double round = 0.25)
    {
        Repeat(action, warmup);
        var best = double.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            GC.Collect();
            best = Math.Min(best, Repeat(action, round));
        }

        return best;
    }

    private static double Repeat(Action action, double seconds)
    {
        var calls = 0;
        var before = Environment.CpuUsage.TotalTime;
        double used;
        do
        {
            action();
            calls++;
            used = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }
        while (used < seconds);
        return used / calls;
    }
}
