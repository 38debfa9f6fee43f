using Rewriter.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>A place where a declared name stands.</summary>
/// <param name="Path">The file.</param>
/// <param name="Leaf">The leaf in it, whose symbol says whether it is the definition.</param>
public sealed record TerraformOccurrence(RepoPath Path, SyntaxLeaf Leaf);
