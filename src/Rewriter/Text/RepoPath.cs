using System.Diagnostics.CodeAnalysis;

namespace Rewriter.Text;

/// <summary>
/// A path inside the repository: relative, with forward slashes on every platform, without <c>.</c> and <c>..</c>.
/// Compared ordinally, so <c>a</c> and <c>A</c> are two paths even where the file system thinks otherwise.
/// </summary>
public readonly record struct RepoPath : IComparable<RepoPath>
{
    private readonly string? _value;

    private RepoPath(string value) => _value = value;

    /// <summary>The root of the repository: the empty path.</summary>
    public static RepoPath Root => default;

    /// <summary>The path as text, empty for the root; never null.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>The last segment, empty for the root.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The name's last dot and what follows it, empty where there is none: <c>.tf</c>.</summary>
    public string Extension => Path.GetExtension(Name);

    /// <summary>The folder that holds this path; the root's parent is the root.</summary>
    public RepoPath Parent => Value.LastIndexOf('/') is var slash and > 0 ? new RepoPath(Value[..slash]) : Root;

    /// <summary>The path without its root: <c>a/b/c</c> has the segments a, b and c.</summary>
    public string[] Segments => Value.Length == 0 ? [] : Value.Split('/');

    /// <summary>Reads a path; throws where it is not one.</summary>
    /// <exception cref="FormatException">The text is rooted, leaves the repository or has empty segments.</exception>
    public static RepoPath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new FormatException($"'{text}' is no path inside a repository.");

    /// <summary>Reads a path with either kind of slash; <c>.</c> segments are dropped, <c>..</c> is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RepoPath path)
    {
        path = default;
        if (text is null || text.Contains('\0') || text.StartsWith('/') || text.StartsWith('\\')) return false;
        var segments = new List<string>();
        foreach (var segment in text.Replace('\\', '/').TrimEnd('/').Split('/'))
        {
            if (segment is ".") continue;
            if (segment is "..") return false;
            if (segment.Length == 0 && text.Length > 0 && text is not "/") return false;
            // A drive is a root wherever it comes first, also behind a dot that is dropped.
            if (segments.Count == 0 && segment.Length >= 2 && segment[1] == ':' && char.IsAsciiLetter(segment[0])) return false;
            segments.Add(segment);
        }

        path = new RepoPath(string.Join('/', segments));
        return true;
    }

    /// <summary>Takes text that a directory walk made and that is known to be a path; not checked.</summary>
    internal static RepoPath FromTrusted(string value) => new(value);

    /// <summary>This path with one more segment or several (<c>b</c> or <c>b/c</c>).</summary>
    public RepoPath Append(string relative) => Value.Length == 0 ? Parse(relative) : Parse(Value + "/" + relative);

    /// <summary>True where <paramref name="folder"/> is this path or holds it.</summary>
    public bool IsUnder(RepoPath folder) =>
        folder.Value.Length == 0 || Value == folder.Value ||
        (Value.Length > folder.Value.Length && Value[folder.Value.Length] == '/' && Value.StartsWith(folder.Value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public int CompareTo(RepoPath other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Ordinal order.</summary>
    public static bool operator <(RepoPath left, RepoPath right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(RepoPath left, RepoPath right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(RepoPath left, RepoPath right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(RepoPath left, RepoPath right) => left.CompareTo(right) >= 0;
}
