using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>
/// Where the modules that a folder of Terraform files calls come from. Read on demand, a folder at a time, because the
/// call may stand in a file that holds no old name.
/// </summary>
internal sealed partial class TerraformModules(IFileTree tree)
{
    private readonly ConcurrentDictionary<string, Dictionary<string, bool>> _folders = new(StringComparer.Ordinal);

    /// <summary>True where the module of that name, called in the file's folder or one above it, is fetched from elsewhere.</summary>
    public bool IsForeign(RepoPath file, string module)
    {
        for (var folder = file.Parent; ; folder = folder.Parent)
        {
            if (_folders.GetOrAdd(folder.Value, _ => Read(folder)).TryGetValue(module, out var foreign)) return foreign;
            if (folder.Value.Length == 0) return false;
        }
    }

    private Dictionary<string, bool> Read(RepoPath folder)
    {
        var modules = new Dictionary<string, bool>(StringComparer.Ordinal);
        var entries = new List<TreeEntry>();
        var buffer = new FileBuffer();
        tree.List(folder, entries);
        foreach (var entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry.Kind != TreeEntryKind.File || !entry.Name.EndsWith(".tf", StringComparison.Ordinal)) continue;
            if (tree.Read(folder.Append(entry.Name), buffer, stopOnNul: true) != ReadStatus.Whole) continue;
            foreach (Match call in Call().Matches(Encoding.UTF8.GetString(buffer.Span)))
                modules.TryAdd(call.Groups[1].Value, !call.Groups[2].Value.StartsWith('.') && !call.Groups[2].Value.StartsWith('/'));
        }

        return modules;
    }

    [GeneratedRegex(@"^module[ \t]+""([^""]+)""[ \t]*\{[^}]*?^\s*source\s*=\s*""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Call();
}
