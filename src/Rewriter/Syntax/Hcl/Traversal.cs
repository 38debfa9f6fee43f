namespace Rewriter.Syntax.Hcl;

/// <summary>How far a chain of names has been read, as far as a declared name can follow: <c>data.t.n</c>, <c>module.m[0].out</c>.</summary>
internal struct Traversal
{
    /// <summary>Where the chain begins.</summary>
    public TraversalRoot Root;

    /// <summary>How many names were read behind the root.</summary>
    public int Names;

    /// <summary>The name that the next one belongs to: a resource's type or a module.</summary>
    public string? Owner;

    /// <summary>The module that an address reaches into: <c>m</c>, or <c>m.module.n</c> for a call in that; null for the file's own.</summary>
    public string? Module;

    /// <summary>True inside of <c>.*.a.b</c>, where another <c>.*</c> may not stand.</summary>
    public bool InAttributeSplat;
}
