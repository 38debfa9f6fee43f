namespace Rewriter.Syntax.Hcl;

/// <summary>To whom the thing belongs that a leaf names.</summary>
public enum TerraformOwnership
{
    /// <summary>A module of the repository declares it: it can be renamed with all its uses.</summary>
    Own,

    /// <summary>A module of others declares it: it keeps its name.</summary>
    Foreign,

    /// <summary>Nothing in the documents declares it: it may be generated, given from outside, or a mistake.</summary>
    Undeclared,
}
