using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>A catalogue without packs.</summary>
public sealed class NoPacks : IPackCatalog
{
    /// <summary>The one instance.</summary>
    public static NoPacks Instance { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [];

    /// <inheritdoc/>
    public SourceFile? Find(string name) => null;
}
