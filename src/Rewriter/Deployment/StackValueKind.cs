namespace Rewriter.Deployment;

/// <summary>The kinds of JSON values.</summary>
public enum StackValueKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object.</summary>
    Map,
}
