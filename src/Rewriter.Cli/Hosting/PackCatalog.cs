using System.Reflection;
using Rewriter.Rules;
using Rewriter.Text;

namespace Rewriter.Cli.Hosting;

/// <summary>The packs of <c>rules/</c>, which are built into the command.</summary>
public sealed class PackCatalog : IPackCatalog
{
    private const string Prefix = "rules/";
    private static readonly Assembly Home = typeof(PackCatalog).Assembly;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. Home.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public SourceFile? Find(string name)
    {
        using var stream = Home.GetManifestResourceStream(Prefix + name);
        if (stream is null || !RepoPath.TryParse($"rules/{name}/pack.yaml", out var path)) return null;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return SourceFile.Read(path, bytes.ToArray(), out _);
    }
}
