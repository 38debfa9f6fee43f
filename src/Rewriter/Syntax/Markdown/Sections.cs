using System.Collections.Immutable;

namespace Rewriter.Syntax.Markdown;

/// <summary>
/// The trail of headings above each place of a document. Asked for places in ascending order, in constant time each.
/// </summary>
internal sealed class Sections
{
    private readonly ImmutableArray<(int Start, StructuralPath Path)> _sections;
    private readonly StructuralPath _root;
    private int _current = -1;

    public Sections(StructuralPath root, IEnumerable<Heading> headings)
    {
        _root = root;
        var trail = new Stack<(int Level, StructuralPath Path)>();
        var sections = ImmutableArray.CreateBuilder<(int, StructuralPath)>();
        foreach (var heading in headings.OrderBy(h => h.Start))
        {
            while (trail.TryPeek(out var above) && above.Level >= heading.Level) trail.Pop();
            var path = (trail.TryPeek(out var parent) ? parent.Path : root).Child(heading.Text);
            trail.Push((heading.Level, path));
            sections.Add((heading.Start, path));
        }

        _sections = sections.ToImmutable();
    }

    /// <summary>The path of an offset that is not before the one asked for last.</summary>
    public StructuralPath PathAt(int offset)
    {
        while (_current + 1 < _sections.Length && _sections[_current + 1].Start <= offset) _current++;
        return _current < 0 ? _root : _sections[_current].Path;
    }
}
