using Rewriter.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>Something that a module of the repository declares.</summary>
/// <param name="Folder">The folder of the module.</param>
/// <param name="Kind">One of <see cref="TerraformKinds"/>.</param>
/// <param name="Name">Its name there.</param>
public sealed record TerraformDeclaration(RepoPath Folder, string Kind, string Name);
