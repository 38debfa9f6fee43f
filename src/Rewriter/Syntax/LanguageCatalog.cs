using System.Collections.Frozen;
using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Syntax;

/// <summary>The languages that the product reads. Languages put themselves in here; there is no list to edit.</summary>
public static class LanguageCatalog
{
    private static ImmutableArray<ILanguage> _languages = [];

    // Asked for every embedded text, which may be one line of a recipe; code asks by id, fences by whatever is written there.
    private static FrozenDictionary<string, ILanguage>? _byName;
    private static FrozenDictionary<string, ILanguage>? _byId;

    /// <summary>All languages, ordered by id.</summary>
    public static ImmutableArray<ILanguage> All => [.. _languages.OrderBy(l => l.Id, StringComparer.Ordinal)];

    /// <summary>Adds a language; called from a module initializer.</summary>
    /// <exception cref="InvalidOperationException">There is one of that id already.</exception>
    public static void Register(ILanguage language)
    {
        if (_languages.Any(l => l.Id == language.Id)) throw new InvalidOperationException($"There are two languages '{language.Id}'.");
        _languages = _languages.Add(language);
        _byName = _byId = null;
    }

    /// <summary>The language of an id or alias, in any case; null where there is none.</summary>
    public static ILanguage? Find(string idOrAlias) =>
        (_byId ??= _languages.ToFrozenDictionary(l => l.Id, StringComparer.Ordinal)).TryGetValue(idOrAlias, out var language) ? language
        : (_byName ??= ByName()).GetValueOrDefault(idOrAlias);

    /// <summary>The language of a file; null where no language claims it.</summary>
    public static ILanguage? For(RepoPath path, ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 256)];
        ILanguage? best = null;
        var highest = 0;
        foreach (var language in _languages)
        {
            var claim = language.Claim(path, head);
            if (claim > highest || (claim == highest && claim > 0 && string.CompareOrdinal(language.Id, best!.Id) < 0)) (best, highest) = (language, claim);
        }

        return best;
    }

    /// <summary>Reads a file with the language that claims it, or as plain text where none does.</summary>
    public static SyntaxDocument Read(SourceFile file)
    {
        var language = For(file.Path, file.Text) ?? PlainText.PlainTextLanguage.Instance;
        return language.Read(ReadRequest.File(file, language));
    }

    /// <summary>Ids and aliases; where two languages claim one name, the one that registered first has it.</summary>
    private static FrozenDictionary<string, ILanguage> ByName()
    {
        var names = new Dictionary<string, ILanguage>(StringComparer.OrdinalIgnoreCase);
        foreach (var language in _languages)
        {
            names.TryAdd(language.Id, language);
            foreach (var alias in language.Aliases) names.TryAdd(alias, language);
        }

        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
