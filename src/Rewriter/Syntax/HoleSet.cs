using System.Collections.Immutable;

namespace Rewriter.Syntax;

/// <summary>The holes of one embedded text, in order and apart.</summary>
public sealed class HoleSet
{
    private readonly ImmutableArray<Hole> _holes;

    /// <summary>Makes a set of holes that are in order and do not overlap.</summary>
    public HoleSet(ImmutableArray<Hole> holes) => _holes = holes;

    /// <summary>No holes.</summary>
    public static HoleSet None { get; } = new([]);

    /// <summary>True where there is none.</summary>
    public bool IsEmpty => _holes.IsEmpty;

    /// <summary>The hole that begins at an offset, or null.</summary>
    public Hole? At(int offset)
    {
        var index = FirstFrom(offset);
        return index < _holes.Length && _holes[index].Span.Start == offset ? _holes[index] : null;
    }

    /// <summary>Where the first hole at or behind an offset begins; <see cref="int.MaxValue"/> where there is none.</summary>
    public int NextStart(int offset)
    {
        var index = FirstFrom(offset);
        return index < _holes.Length ? _holes[index].Span.Start : int.MaxValue;
    }

    private int FirstFrom(int offset)
    {
        int low = 0, high = _holes.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_holes[middle].Span.Start < offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
