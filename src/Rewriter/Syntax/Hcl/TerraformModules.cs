using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// The calls of modules in a repository. A source that begins with <c>./</c> or <c>../</c> is a folder beside the one
/// that calls; every other is a registry or an address, and belongs to others.
/// </summary>
public sealed class TerraformModules
{
    private readonly Dictionary<(string Folder, string Name), TerraformModuleCall> _calls = [];

    /// <summary>Collects the calls of all Terraform files among the documents.</summary>
    public TerraformModules(IEnumerable<KeyValuePair<RepoPath, SyntaxDocument>> documents)
    {
        foreach (var (path, document) in documents) Collect(path.Parent, document);
    }

    /// <summary>All calls, by folder and name.</summary>
    public ImmutableArray<TerraformModuleCall> Calls =>
        [.. _calls.Values.OrderBy(c => c.Folder).ThenBy(c => c.Name, StringComparer.Ordinal)];

    /// <summary>The call of that name in a folder; null where there is none.</summary>
    public TerraformModuleCall? Find(RepoPath folder, string name) => _calls.GetValueOrDefault((folder.Value, name));

    /// <summary>The folder that a source names; null where it is foreign.</summary>
    /// <param name="folder">The folder of the module that calls.</param>
    /// <param name="source">The text of the <c>source</c> argument.</param>
    public static RepoPath? TargetOf(RepoPath folder, string source)
    {
        if (source is not ("." or "..") && !source.StartsWith("./", StringComparison.Ordinal) && !source.StartsWith("../", StringComparison.Ordinal)) return null;
        var segments = new List<string>(folder.Segments);
        foreach (var segment in source.Split('/'))
        {
            if (segment is "." or "") continue;
            if (segment != "..") segments.Add(segment);
            else if (segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else return null;
        }

        return RepoPath.TryParse(string.Join('/', segments), out var target) ? target : null;
    }

    private void Collect(RepoPath folder, SyntaxDocument document)
    {
        foreach (var leaf in document.MeaningfulLeaves)
        {
            if (leaf.Symbol is { Kind: TerraformKinds.Module, IsDefinition: true } symbol)
                _calls.TryAdd((folder.Value, symbol.Name), new TerraformModuleCall(folder, symbol.Name, null, null));
            if (leaf.Label != Label.Value || leaf.Path.Segment != "source" || leaf.Languages.Depth > 1) continue;
            if (leaf.Path.Segments() is not ["module", var name, "source"]) continue;

            // A source is a literal; where a template cuts it into pieces, no piece is the whole.
            if (!IsWholeString(document, leaf)) continue;
            var source = leaf.Decode(document.Text);
            _calls[(folder.Value, name)] = new TerraformModuleCall(folder, name, source, TargetOf(folder, source));
        }
    }

    private static bool IsWholeString(SyntaxDocument document, SyntaxLeaf leaf) =>
        leaf.Span.Start > 0 && document.Text[leaf.Span.Start - 1] == '"' && leaf.Span.End < document.Text.Length && document.Text[leaf.Span.End] == '"';
}
