namespace Rewriter.Corpus;

/// <summary>Files that something was found in, by what was found.</summary>
internal sealed class Findings
{
    private readonly Dictionary<string, List<string>> _paths = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public IEnumerable<(string Reason, IReadOnlyList<string> Paths)> ByReason =>
        _paths.OrderByDescending(p => p.Value.Count).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, (IReadOnlyList<string>)p.Value));

    public void Add(string path, string reason)
    {
        Count++;
        if (!_paths.TryGetValue(reason, out var list)) _paths[reason] = list = [];
        list.Add(path);
    }
}
