namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>Whose a name in C# code is.</summary>
public enum SymbolVerdictKind
{
    /// <summary>Declared in the sources of the repository: a rename may change it, with all that is related to it.</summary>
    Own,

    /// <summary>Declared by a referenced assembly, or bound to such a declaration by an override or an interface.</summary>
    Foreign,

    /// <summary>Not resolved, but the repository declares something of that name: a reference may be missing.</summary>
    UnresolvedOwnName,

    /// <summary>Not resolved, and nothing in the repository is called that.</summary>
    UnresolvedUnknown,
}
