using Rewriter.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>A <c>module</c> block: who calls whom.</summary>
/// <param name="Folder">The folder of the module that calls.</param>
/// <param name="Name">The name of the call.</param>
/// <param name="Source">What its <c>source</c> says; null where it says nothing or is put together by a template.</param>
/// <param name="Target">The folder of the module that is called; null where it does not lie in the repository.</param>
public sealed record TerraformModuleCall(RepoPath Folder, string Name, string? Source, RepoPath? Target)
{
    /// <summary>True where the called module belongs to others: a registry, a git address, a folder outside of the repository.</summary>
    public bool IsForeign => Target is null;
}
