using System.Text.RegularExpressions;

namespace Rewriter.Renaming.Rules;

/// <summary>A name that another module exports: <c>plumbing.Master</c> in Go, where plumbing is imported from elsewhere.</summary>
internal sealed partial class ForeignSymbolRule : IOccurrenceRule
{
    private static readonly RenameVerdict Foreign = RenameVerdict.Leave("foreign-symbol", "the package that exports it is somebody else's");

    private static readonly HashSet<string> StandardLibrary = new(StringComparer.Ordinal)
    {
        "archive", "bufio", "bytes", "compress", "container", "context", "crypto", "database", "debug", "embed", "encoding", "errors", "flag", "fmt", "go", "hash", "html", "image", "io", "log", "maps", "math",
        "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings", "sync", "syscall", "testing", "text", "time", "unicode",
    };

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        if (occurrence.File.Path.Extension != ".go") return null;
        var text = occurrence.File.Text;
        var start = occurrence.Match.Span.Start;
        while (start > 0 && IsIdentifier(text[start - 1])) start--;
        if (start < 2 || text[start - 1] != '.') return null;
        var end = start - 1;
        var begin = end;
        while (begin > 0 && IsIdentifier(text[begin - 1])) begin--;
        if (begin == end || (begin > 0 && text[begin - 1] is '.' or '/' or '"')) return null;
        var alias = text[begin..end];
        return ImportOf(text, alias) is { } path && IsForeign(occurrence, path) && !IsVariable(text, alias) ? Foreign : null;
    }

    private static bool IsForeign(OccurrenceContext occurrence, string import)
    {
        if (occurrence.Facts.Matcher.Match(import).Count > 0) return false;
        var segments = import.Split('/');
        if (!segments[0].Contains('.', StringComparison.Ordinal)) return StandardLibrary.Contains(segments[0]);
        return segments.Length > 2 && ForgePath.IsForge(segments[0]) && !occurrence.Facts.Own.OwnsRepository(segments[1], segments[2]);
    }

    private static string? ImportOf(string text, string alias)
    {
        foreach (Match import in Import().Matches(text))
        {
            var path = import.Groups[2].Value;
            if (import.Groups[1].Success ? import.Groups[1].Value == alias : LastSegment(path) == alias) return path;
        }

        return null;
    }

    private static string LastSegment(string path)
    {
        var segments = path.Split('/');
        var last = segments[^1];
        return segments.Length > 1 && last.Length > 1 && last[0] == 'v' && char.IsAsciiDigit(last[1]) ? segments[^2] : last;
    }

    /// <summary>A variable or a parameter of the same name hides the package.</summary>
    private static bool IsVariable(string text, string name) =>
        Regex.IsMatch(text, $@"\b{name}\s*(,\s*\w+\s*)?:=|\b\w+,\s*{name}\s*:=|\bvar\s+{name}\s|[(,]\s*{name}\s+[\w*\[]", RegexOptions.CultureInvariant);

    private static bool IsIdentifier(char c) => char.IsLetterOrDigit(c) || c == '_';

    [GeneratedRegex(@"^(?:import)?[ \t]+(?:(\w+)[ \t]+)?""([\w./-]+)""", RegexOptions.Multiline)]
    private static partial Regex Import();
}
