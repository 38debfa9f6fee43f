using Rewriter.Deployment;
using Rewriter.Pulumi;

namespace Rewriter.Cli.Hosting;

/// <summary>What stands behind the Pulumi engine in the portable build: the <c>pulumi</c> command. The official build has another file in this one's place.</summary>
internal static class PulumiEngines
{
    /// <summary>An engine over a program.</summary>
    public static IDeploymentEngine Make(PulumiOptions options, EngineSetup setup) => new PulumiEngine(options, setup.Processes, setup.Time);
}
