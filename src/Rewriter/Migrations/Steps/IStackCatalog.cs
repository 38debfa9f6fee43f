using Rewriter.Deployment;

namespace Rewriter.Migrations.Steps;

/// <summary>The stack programs that a migration can name.</summary>
public interface IStackCatalog
{
    /// <summary>The names of all programs, ordered.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The program of a name; null where there is none.</summary>
    IStackProgram? Find(string name);
}
