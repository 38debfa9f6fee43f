namespace Rewriter.Naming;

/// <summary>All spellings of one pair: <c>order-flow</c>, <c>ORDER_FLOW</c>, <c>OrderFlow</c> …</summary>
public sealed class NameFamily
{
    private static readonly (string Separator, SpellingKind Lower, SpellingKind Upper)[] Separated =
    [
        ("-", SpellingKind.Kebab, SpellingKind.ScreamingKebab),
        ("_", SpellingKind.Snake, SpellingKind.ScreamingSnake),
        (".", SpellingKind.Dotted, SpellingKind.Train),
    ];

    private readonly List<NameSpelling> _spellings = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly int _index;

    private NameFamily(NamePair pair, int index)
    {
        Pair = pair;
        _index = index;
    }

    /// <summary>The pair.</summary>
    public NamePair Pair { get; }

    /// <summary>The spellings, the written one first, without repetition of an old text.</summary>
    public IReadOnlyList<NameSpelling> Spellings => _spellings;

    /// <summary>Expands a pair.</summary>
    /// <param name="pair">The pair; its old name has at least one letter or digit.</param>
    /// <param name="index">Its place among all pairs (0-based).</param>
    /// <exception cref="ArgumentException">The old name is empty or has no letter or digit.</exception>
    public static NameFamily Expand(NamePair pair, int index = 0)
    {
        var from = NameWords.Split(pair.From);
        if (from.Count == 0) throw new ArgumentException($"The old name '{pair.From}' has no letter or digit.", nameof(pair));

        var family = new NameFamily(pair, index);
        var to = NameWords.Split(pair.To);
        var isWord = pair.Variants && IsPlainName(pair.From);
        family.Put(pair.From, pair.To, SpellingKind.Written, isWord, from.Count == 1 && IsPlainName(pair.To) && pair.Variants ? to : []);
        if (!pair.Variants || to.Count == 0) return family;

        if (!isWord) family.PutCases();
        else if (from.Count == 1) family.PutOneWord(to);
        else family.PutManyWords(from, to);
        return family;
    }

    /// <summary>A name made of words only; a slug, a path or an address has other signs and is spelled in other cases only.</summary>
    private static bool IsPlainName(string name) => name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or ' ' or '.');

    private void PutCases()
    {
        Put(NameWords.Lower(Pair.From), NameWords.Lower(Pair.To), SpellingKind.Flat, false, []);
        Put(NameWords.Upper(Pair.From), NameWords.Upper(Pair.To), SpellingKind.FlatUpper, false, []);
    }

    private void PutOneWord(IReadOnlyList<string> to)
    {
        var brand = char.IsUpper(Pair.To[0]) && to.Count > 0 && !Pair.To.Any(c => c is '-' or '_' or ' ' or '.');
        Put(NameWords.Lower(Pair.From), NameWords.Lower(Pair.To), SpellingKind.Flat, true, to);
        Put(NameWords.Upper(Pair.From), to.Count > 1 && !brand ? NameWords.Upper(string.Join('_', to)) : NameWords.Upper(Pair.To), SpellingKind.FlatUpper, true, to);
        Put(NameWords.Capitalize(Pair.From), brand ? Pair.To : NameWords.Pascal(to), SpellingKind.Pascal, true, to);
    }

    private void PutManyWords(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        foreach (var (separator, lower, upper) in Separated)
        {
            PutJoined(from, to, separator, lower, NameWords.Lower);
            PutJoined(from, to, separator, upper, NameWords.Upper);
            PutJoined(from, to, separator, SpellingKind.Train, w => w);
            PutJoined(from, to, separator, SpellingKind.Train, NameWords.Capitalize);
        }

        Put(NameWords.Camel(from), NameWords.Camel(to), SpellingKind.Camel, true, []);
        Put(NameWords.Pascal(from), WrittenPascal(to), SpellingKind.Pascal, true, []);
        PutSpaced(from, to, SpellingKind.Words, NameWords.Lower);
        PutSpaced(from, to, SpellingKind.Title, NameWords.Capitalize);
        PutSpaced(from, to, SpellingKind.Title, w => w);
        Put(NameWords.Lower(string.Concat(from)), NameWords.Lower(string.Concat(to)), SpellingKind.Flat, true, []);
        Put(NameWords.Capitalize(string.Concat(from)), NameWords.Capitalize(string.Concat(to)), SpellingKind.Flat, true, []);
        Put(NameWords.Upper(string.Concat(from)), NameWords.Upper(string.Concat(to)), SpellingKind.FlatUpper, true, []);
    }

    private void PutJoined(IReadOnlyList<string> from, IReadOnlyList<string> to, string separator, SpellingKind kind, Func<string, string> shape) =>
        Put(string.Join(separator, from.Select(shape)), string.Join(separator, to.Select(shape)), kind, true, []);

    /// <summary>Words with blanks between them are prose, and there a brand is written as its owner writes it.</summary>
    private void PutSpaced(IReadOnlyList<string> from, IReadOnlyList<string> to, SpellingKind kind, Func<string, string> shape)
    {
        var isBrand = to.Count > 1 && Pair.To.All(char.IsLetterOrDigit);
        Put(string.Join(' ', from.Select(shape)), isBrand ? Pair.To : string.Join(' ', to.Select(shape)), kind, true, []);
    }

    /// <summary>A new name that is written with humps keeps the writing of its author: <c>OpenTF</c>, not <c>OpenTf</c>.</summary>
    private string WrittenPascal(IReadOnlyList<string> to) =>
        char.IsUpper(Pair.To[0]) && Pair.To.All(char.IsLetterOrDigit) ? Pair.To : NameWords.Pascal(to);

    private void Put(string from, string to, SpellingKind kind, bool plural, IReadOnlyList<string> newWords)
    {
        if (from.Length == 0 || !_known.Add(from)) return;
        var words = newWords.Count > 1 ? newWords : [];
        _spellings.Add(new NameSpelling(from, to, kind, _index, _spellings.Count) { TakesPlural = plural, NewWords = words });
        if (!plural) return;

        // Only a plural that is not the name with an s needs a spelling of its own.
        var many = NameWords.Plural(from);
        if (many.Length != from.Length + 1 && _known.Add(many))
            _spellings.Add(new NameSpelling(many, NameWords.Plural(to), kind, _index, _spellings.Count));
    }
}
