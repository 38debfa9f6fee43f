namespace Rewriter.Syntax.Hcl;

/// <summary>What the names of an expression stand for.</summary>
internal enum ExpressionContext
{
    /// <summary>References to what is declared.</summary>
    References,

    /// <summary>The words of a type constraint: <c>list(string)</c>.</summary>
    Types,

    /// <summary>Names of arguments, or addresses of the past, which refer to nothing that is declared now.</summary>
    PlainNames,

    /// <summary>Addresses of resources, which reach into called modules: <c>module.m.t.n</c>.</summary>
    Addresses,

    /// <summary>Configurations of providers: <c>google.west</c>.</summary>
    Providers,

    /// <summary>Configurations of providers that a module wants to be given: <c>configuration_aliases</c>.</summary>
    ProviderAliases,
}
