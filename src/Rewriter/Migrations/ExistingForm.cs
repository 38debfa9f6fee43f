namespace Rewriter.Migrations;

/// <summary>The forms in which other tools write their states.</summary>
public enum ExistingForm
{
    /// <summary>What <c>terraform show -json</c> writes.</summary>
    TerraformShow,

    /// <summary>What <c>pulumi stack export</c> writes.</summary>
    PulumiExport,
}
