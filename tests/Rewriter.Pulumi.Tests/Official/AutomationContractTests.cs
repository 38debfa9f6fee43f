using Rewriter.EngineContract;
using Rewriter.Pulumi.Official;

namespace Rewriter.Pulumi.Tests.Official;

/// <summary>The contract of engines, over the Automation API. The program is the generated YAML one: the stand-in runs no inline programs.</summary>
[EngineUnderTest]
public sealed class AutomationContractTests : EngineContractTests
{
    protected override EngineBench MakeBench() => new Sandbox(options => AutomationEngine.Create(options));
}
