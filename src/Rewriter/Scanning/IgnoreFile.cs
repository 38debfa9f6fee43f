namespace Rewriter.Scanning;

/// <summary>The patterns of one ignore file.</summary>
internal sealed class IgnoreFile
{
    private readonly Pattern[] _patterns;

    private IgnoreFile(Pattern[] patterns) => _patterns = patterns;

    /// <summary>Reads the text of an ignore file.</summary>
    public static IgnoreFile Parse(string text)
    {
        var patterns = new List<Pattern>();
        foreach (var line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            if (Pattern.Parse(line) is { } pattern) patterns.Add(pattern);
        }

        return new IgnoreFile([.. patterns]);
    }

    /// <summary>
    /// Whether the last pattern that matches ignores the path or takes it back; null where none matches.
    /// </summary>
    /// <param name="path">The path from the folder of the ignore file.</param>
    /// <param name="isFolder">True for a folder.</param>
    public bool? Ignores(ReadOnlySpan<char> path, bool isFolder)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (_patterns[i].Matches(path, name, isFolder)) return !_patterns[i].IsNegated;
        }

        return null;
    }

    private enum Form
    {
        Name,
        Suffix,
        Path,
        Wild,
    }

    private sealed record Pattern(string Text, Form Form, bool WholePath, bool FolderOnly, bool IsNegated)
    {
        public static Pattern? Parse(ReadOnlySpan<char> line)
        {
            line = TrimBlanks(line.TrimEnd('\r'));
            if (line.IsEmpty || line[0] == '#') return null;
            var negated = line[0] == '!';
            if (negated) line = line[1..];
            var folderOnly = line.EndsWith('/');
            if (folderOnly) line = line[..^1];
            var wholePath = line.Contains('/');
            if (line.StartsWith('/')) line = line[1..];
            if (line.IsEmpty) return null;

            var wild = WildPattern.IsWild(line);
            if (!wild) return new Pattern(line.ToString(), wholePath ? Form.Path : Form.Name, wholePath, folderOnly, negated);
            var suffix = !wholePath && line[0] == '*' && !WildPattern.IsWild(line[1..]);
            return new Pattern(suffix ? line[1..].ToString() : line.ToString(), suffix ? Form.Suffix : Form.Wild, wholePath, folderOnly, negated);
        }

        public bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<char> name, bool isFolder)
        {
            if (FolderOnly && !isFolder) return false;
            return Form switch
            {
                Form.Name => name.SequenceEqual(Text),
                Form.Suffix => name.EndsWith(Text, StringComparison.Ordinal),
                Form.Path => path.SequenceEqual(Text),
                _ => WildPattern.Matches(Text, WholePath ? path : name),
            };
        }

        // Blanks at the end do not count, unless a backslash protects the last one.
        private static ReadOnlySpan<char> TrimBlanks(ReadOnlySpan<char> line)
        {
            while (line.EndsWith(' ') && !(line.Length > 1 && line[^2] == '\\')) line = line[..^1];
            return line;
        }
    }
}
