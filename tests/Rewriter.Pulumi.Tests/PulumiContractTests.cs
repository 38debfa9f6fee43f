using Rewriter.EngineContract;

namespace Rewriter.Pulumi.Tests;

/// <summary>The contract of engines, over the <c>pulumi</c> command.</summary>
[EngineUnderTest]
public sealed class PulumiContractTests : EngineContractTests
{
    protected override EngineBench MakeBench() => new Sandbox();
}
