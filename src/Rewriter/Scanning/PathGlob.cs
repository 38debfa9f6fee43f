using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>
/// A pattern of paths, as people write them: <c>*.tf</c> (in any folder), <c>docs/**</c>, <c>deploy/{dev,prod}/*.yaml</c>,
/// <c>src/</c> (the folder and what is in it).
/// </summary>
public sealed class PathGlob
{
    private readonly Choice[] _choices;

    /// <summary>Takes a pattern.</summary>
    public PathGlob(string pattern)
    {
        Pattern = pattern;
        _choices = [.. Braces(pattern.Replace('\\', '/')).Select(p => new Choice(Rooted(p)))];
    }

    private PathGlob(RepoPath path) => (Pattern, _choices) = (path.Value, [new Choice(path)]);

    /// <summary>A pattern that means one path, whatever characters it has.</summary>
    public static PathGlob Of(RepoPath path) => new(path);

    /// <summary>The pattern as written.</summary>
    public string Pattern { get; }

    /// <summary>True where the path, or a folder that holds it, is meant.</summary>
    public bool Matches(RepoPath path)
    {
        foreach (var choice in _choices)
        {
            if (choice.Matches(path.Value)) return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    private static string Rooted(string pattern)
    {
        var trimmed = pattern.TrimEnd('/');
        if (trimmed.StartsWith("./", StringComparison.Ordinal)) trimmed = trimmed[1..];
        return trimmed.Contains('/', StringComparison.Ordinal) ? trimmed.TrimStart('/') : "**/" + trimmed;
    }

    private static IEnumerable<string> Braces(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : pattern.IndexOf('}', open);
        if (close < 0) return [pattern];
        return pattern[(open + 1)..close].Split(',').SelectMany(choice => Braces(pattern[..open] + choice + pattern[(close + 1)..]));
    }

    /// <summary>
    /// One of the patterns that braces stand for. Every file of a repository is held against the paths that are left
    /// out, and most of these are a path from the root, a name, or the end of a name: no pattern has to be run for them.
    /// </summary>
    private sealed class Choice
    {
        private readonly string _pattern;
        private readonly string _literal;
        private readonly Form _form;

        public Choice(string pattern)
        {
            var inAnyFolder = pattern.StartsWith("**/", StringComparison.Ordinal);
            var rest = inAnyFolder ? pattern[3..] : pattern;
            var isEnd = inAnyFolder && rest.Length > 1 && rest[0] == '*';
            _pattern = pattern;
            _literal = isEnd ? rest[1..] : rest;
            _form = WildPattern.IsWild(_literal) || (inAnyFolder && _literal.Contains('/', StringComparison.Ordinal)) ? Form.Wild
                : isEnd ? Form.EndOfName
                : inAnyFolder ? Form.Name
                : Form.Path;
        }

        public Choice(RepoPath path) => (_pattern, _literal, _form) = (path.Value, path.Value, Form.Path);

        private enum Form
        {
            Path,
            Name,
            EndOfName,
            Wild,
        }

        public bool Matches(ReadOnlySpan<char> path)
        {
            if (_form == Form.Path) return path.StartsWith(_literal, StringComparison.Ordinal) && (path.Length == _literal.Length || path[_literal.Length] == '/');
            var end = path.Length;
            while (end > 0)
            {
                var start = path[..end].LastIndexOf('/') + 1;
                if (IsMeant(path[..end], path[start..end])) return true;
                end = start - 1;
            }

            return false;
        }

        private bool IsMeant(ReadOnlySpan<char> path, ReadOnlySpan<char> name) => _form switch
        {
            Form.Name => name.SequenceEqual(_literal),
            Form.EndOfName => name.EndsWith(_literal, StringComparison.Ordinal),
            _ => WildPattern.Matches(_pattern, path),
        };
    }
}
