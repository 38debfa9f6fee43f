using System.Text.RegularExpressions;

namespace Rewriter.Renaming.Rules;

/// <summary>Names of well-known things that only happen to hold the old name: <c>User-Agent</c>, <c>ssh-agent</c>.</summary>
internal sealed partial class KnownCompoundRule : IOccurrenceRule
{
    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        var line = occurrence.Line;
        if (!HoldsKnownWord(line)) return null;
        var start = occurrence.StartInLine;
        var end = start + occurrence.Match.Span.Length;
        foreach (var known in Compounds().EnumerateMatches(line))
        {
            // A pair that means the compound itself covers it.
            if (known.Index <= start && known.Index + known.Length >= end && known.Length > end - start)
                return RenameVerdict.Leave("well-known", $"'{line.Slice(known.Index, known.Length)}' is the name of something else");
        }

        return null;
    }

    /// <summary>One of these words is in each of the names below; nearly no line has one, and then nothing needs to be matched.</summary>
    private static bool HoldsKnownWord(ReadOnlySpan<char> line) =>
        line.Contains("agent", StringComparison.OrdinalIgnoreCase) || line.Contains("master", StringComparison.OrdinalIgnoreCase) || line.Contains("main", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(user[-_ ]?agents?|(ssh|gpg|gpg2|keychain|lsp|cloudwatch|datadog|guest|qemu-guest)-agent|(pool|docker|ansible|kube|web|post|quarter|grand|spark|salt|mesos|yarn)[-_]?master|master[-_ ](key|password|secret|card|mind|class|piece)s?|(kubernetes|k8s|redis|jenkins|mysql|postgres|cluster|nixpkgs|replication)[- ]master|master (node|instance|server|process|replica|plane|boot|copy|branch protection)s?|__main__|main\(\)|main\.(go|py|tf|rs|c|cpp|cs|js|ts|yml|yaml|sh|java|kt))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Compounds();
}
