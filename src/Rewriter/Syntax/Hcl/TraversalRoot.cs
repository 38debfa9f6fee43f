namespace Rewriter.Syntax.Hcl;

/// <summary>What the first name of a traversal says about the next ones.</summary>
internal enum TraversalRoot
{
    /// <summary>Nothing: an expression, a loop's variable, a foreign name.</summary>
    None,

    /// <summary><c>each</c>, <c>count</c>, <c>self</c>, <c>path</c>, <c>terraform</c>, <c>true</c>, <c>false</c>, <c>null</c>.</summary>
    Word,

    /// <summary><c>var</c>.</summary>
    Variable,

    /// <summary><c>local</c>.</summary>
    Local,

    /// <summary><c>module</c>.</summary>
    Module,

    /// <summary><c>data</c>.</summary>
    Data,

    /// <summary><c>ephemeral</c>.</summary>
    Ephemeral,

    /// <summary>The type of a resource.</summary>
    Resource,

    /// <summary><c>resource</c>, which may stand before the type of a resource.</summary>
    ResourceWord,

    /// <summary>The local name of a provider.</summary>
    Provider,
}
