namespace Rewriter.Syntax.Hcl;

/// <summary>What a leaf's name refers to.</summary>
/// <param name="Ownership">To whom it belongs.</param>
/// <param name="Declaration">What it is; for a foreign one null.</param>
public sealed record TerraformResolution(TerraformOwnership Ownership, TerraformDeclaration? Declaration);
