using Rewriter.Deployment;
using Rewriter.Pulumi;
using Rewriter.Pulumi.Official;
using Stacks.Official;

namespace Rewriter.Cli.Hosting;

/// <summary>What stands behind the Pulumi engine in the official build: the Automation API, and the C# program on typed resources where the user has none of their own.</summary>
internal static class PulumiEngines
{
    /// <summary>An engine over a program.</summary>
    public static IDeploymentEngine Make(PulumiOptions options, EngineSetup setup) => AutomationEngine.Create(options, Register, setup.Processes, setup.Time);

    private static void Register(StackDescription stack, IReadOnlyDictionary<string, string> imports, Func<string, string> configurationKey)
    {
        var configuration = new global::Pulumi.Config();
        OfficialProgram.Register(stack, secret => configuration.RequireSecret(configurationKey(secret)), imports);
    }
}
