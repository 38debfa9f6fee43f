using Rewriter.EngineContract;

namespace Rewriter.Terraform.Tests;

/// <summary>Contract tests that run the real program; skipped, with the reason, where there is none.</summary>
public sealed class RealTerraformAttribute : EngineUnderTestAttribute
{
    public override string? Missing => new TerraformFactAttribute().Skip;
}
