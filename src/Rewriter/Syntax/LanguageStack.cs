namespace Rewriter.Syntax;

/// <summary>The languages in which a leaf lies, one within the other: <c>yaml ▸ shell ▸ heredoc</c>.</summary>
/// <param name="Language">The innermost language's id.</param>
/// <param name="Outer">What it is embedded in; null for the language of the file.</param>
public sealed record LanguageStack(string Language, LanguageStack? Outer = null)
{
    // A file embeds the same few languages again and again. The stacks made on this one are kept, each with the one made
    // before it; two threads that make one at a time only make one too many.
    private LanguageStack? _inner;
    private LanguageStack? _before;

    /// <summary>How many languages lie one within the other; 1 for the file's own.</summary>
    public int Depth => Outer is null ? 1 : Outer.Depth + 1;

    /// <summary>This stack with one more language in it.</summary>
    public LanguageStack Push(string language)
    {
        for (var known = _inner; known is not null; known = known._before)
        {
            if (known.Language == language) return known;
        }

        return _inner = new LanguageStack(language, this) { _before = _inner };
    }

    /// <summary>True for the same languages in the same order.</summary>
    public bool Equals(LanguageStack? other) =>
        ReferenceEquals(this, other) || (other is not null && Language == other.Language && Equals(Outer, other.Outer));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Language, Outer);

    /// <inheritdoc/>
    public override string ToString() => Outer is null ? Language : $"{Outer} ▸ {Language}";
}
