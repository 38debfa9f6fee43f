namespace Rewriter.Syntax;

/// <summary>The languages in which a leaf lies, one within the other: <c>yaml ▸ shell ▸ heredoc</c>.</summary>
/// <param name="Language">The innermost language's id.</param>
/// <param name="Outer">What it is embedded in; null for the language of the file.</param>
public sealed record LanguageStack(string Language, LanguageStack? Outer = null)
{
    /// <summary>How many languages lie one within the other; 1 for the file's own.</summary>
    public int Depth => Outer is null ? 1 : Outer.Depth + 1;

    /// <summary>This stack with one more language in it.</summary>
    public LanguageStack Push(string language) => new(language, this);

    /// <inheritdoc/>
    public override string ToString() => Outer is null ? Language : $"{Outer} ▸ {Language}";
}
