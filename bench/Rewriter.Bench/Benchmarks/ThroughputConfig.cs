using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Rewriter.Bench.Benchmarks;

/// <summary>Short runs in this process, which need no other build.</summary>
public sealed class ThroughputConfig : ManualConfig
{
    /// <summary>Makes it.</summary>
    public ThroughputConfig()
    {
        AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        AddColumn(new ThroughputColumn());
    }
}
