namespace Rewriter.Syntax.Hcl;

/// <summary>What a Terraform configuration declares: the kinds of its <see cref="SymbolReference"/>s.</summary>
public static class TerraformKinds
{
    /// <summary>An input variable of a module.</summary>
    public const string Variable = "terraform.variable";

    /// <summary>A key of <c>locals</c>.</summary>
    public const string Local = "terraform.local";

    /// <summary>A managed resource; named <c>type.name</c>.</summary>
    public const string Resource = "terraform.resource";

    /// <summary>A data source; named <c>type.name</c>.</summary>
    public const string Data = "terraform.data";

    /// <summary>An ephemeral resource; named <c>type.name</c>.</summary>
    public const string Ephemeral = "terraform.ephemeral";

    /// <summary>A call of a module.</summary>
    public const string Module = "terraform.module";

    /// <summary>An output of a module.</summary>
    public const string Output = "terraform.output";

    /// <summary>A further configuration of a provider; named <c>provider.alias</c>.</summary>
    public const string Provider = "terraform.provider";
}
