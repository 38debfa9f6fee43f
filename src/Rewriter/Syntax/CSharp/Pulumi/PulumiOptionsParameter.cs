namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>The parameter by which a constructor of the program's own takes resource options.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ordinal">Its place, 0-based.</param>
/// <param name="TypeName">Its type as written, without <c>?</c>.</param>
internal sealed record PulumiOptionsParameter(string Name, int Ordinal, string TypeName);
