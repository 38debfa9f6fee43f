using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>The packs of keeps that are shipped with the product (<c>rules/</c>).</summary>
public interface IPackCatalog
{
    /// <summary>The names of all packs, ordered.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The definition of a pack; null where there is none of that name.</summary>
    SourceFile? Find(string name);
}
