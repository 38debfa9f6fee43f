using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Rewriter.Scanning;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>
/// Where the modules that a folder of Terraform files calls come from. Read on demand, a folder at a time, because the
/// call may stand in a file that holds no old name.
/// </summary>
internal sealed partial class ModuleSources(IFileTree tree)
{
    private readonly ConcurrentDictionary<string, Dictionary<string, RepoPath?>> _folders = new(StringComparer.Ordinal);

    /// <summary>True where the module of that name, called in the file's folder or one above it, is fetched from elsewhere.</summary>
    public bool IsForeign(RepoPath file, string module)
    {
        for (var folder = file.Parent; ; folder = folder.Parent)
        {
            if (In(folder).TryGetValue(module, out var target)) return target is null;
            if (folder.Value.Length == 0) return false;
        }
    }

    /// <summary>The folder of a module that is called in a file's folder; null where it is foreign or unknown.</summary>
    public RepoPath? FolderOf(RepoPath file, string module) => In(file.Parent).GetValueOrDefault(module);

    private Dictionary<string, RepoPath?> In(RepoPath folder) => _folders.GetOrAdd(folder.Value, _ => Read(folder));

    private Dictionary<string, RepoPath?> Read(RepoPath folder)
    {
        var modules = new Dictionary<string, RepoPath?>(StringComparer.Ordinal);
        var entries = new List<TreeEntry>();
        var buffer = new FileBuffer();
        tree.List(folder, entries);
        foreach (var entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry.Kind != TreeEntryKind.File || !entry.Name.EndsWith(".tf", StringComparison.Ordinal)) continue;
            if (tree.Read(folder.Append(entry.Name), buffer, stopOnNul: true) != ReadStatus.Whole) continue;
            foreach (Match call in Call().Matches(Encoding.UTF8.GetString(buffer.Span)))
                modules.TryAdd(call.Groups[1].Value, TerraformModules.TargetOf(folder, call.Groups[2].Value));
        }

        return modules;
    }

    [GeneratedRegex(@"^module[ \t]+""([^""]+)""[ \t]*\{[^}]*?^\s*source\s*=\s*""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Call();
}
