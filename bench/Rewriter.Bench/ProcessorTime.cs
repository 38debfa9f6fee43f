namespace Rewriter.Bench;

/// <summary>Measures in processor time, which other programs on the machine do not change much.</summary>
internal static class ProcessorTime
{
    /// <summary>Seconds that one call takes once it is compiled: the best of some rounds.</summary>
    public static double Of(Action action, double warmup = 1.2, int rounds = 4, double round = 0.25) =>
        OfEach([action], warmup, rounds, round)[0];

    /// <summary>
    /// The same for several actions that are to be compared. Their rounds alternate, so that what else the machine
    /// does, which slows memory down and shares caches, meets all of them.
    /// </summary>
    public static double[] OfEach(ReadOnlySpan<Action> actions, double warmup = 1.2, int rounds = 4, double round = 0.25)
    {
        foreach (var action in actions) Repeat(action, warmup);
        var best = new double[actions.Length];
        Array.Fill(best, double.MaxValue);
        for (var i = 0; i < rounds; i++)
        {
            for (var j = 0; j < actions.Length; j++)
            {
                GC.Collect();
                best[j] = Math.Min(best[j], Repeat(actions[j], round));
            }
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
