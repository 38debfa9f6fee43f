using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Naming;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>
/// Which of several new names fits a place, where pairs give one old name several: the binary (<c>opentf → tofu</c>),
/// the product (<c>OpenTF → OpenTofu</c>), the organisation (<c>Old/Old → new-org/New</c>).
/// </summary>
internal sealed class NameChoice
{
    private readonly ImmutableDictionary<int, string> _products;
    private readonly NamePair? _slug;
    private readonly GoMajorVersions _versions;

    public NameChoice(IReadOnlyList<NamePair> pairs, GoMajorVersions versions)
    {
        _versions = versions;
        _products = Products(pairs);
        _slug = pairs.FirstOrDefault(p => IsSlug(p) && OrganisationDiffers(p, pairs));
    }

    /// <summary>The new text for an occurrence where its place wants another than its pair's; null elsewhere.</summary>
    public string? For(OccurrenceContext occurrence)
    {
        if (_products.TryGetValue(occurrence.Match.PairIndex, out var product) && WantsProduct(occurrence)) return product;
        if (occurrence.Match.Spelling.Kind == SpellingKind.Title && MakersName(occurrence) is { } made) return made;
        if (occurrence.Pair.From.Contains('/', StringComparison.Ordinal)) return SlugInWriting(occurrence) ?? _versions.For(occurrence);
        return _slug is not null && WantsOrganisation(occurrence, out var fromSlug) ? fromSlug : null;
    }

    /// <summary>The same for a name in a path: a file's name is rarely a binary's.</summary>
    public string? ForPath(NameMatch match) => _products.GetValueOrDefault(match.PairIndex);

    private static ImmutableDictionary<int, string> Products(IReadOnlyList<NamePair> pairs)
    {
        var products = ImmutableDictionary.CreateBuilder<int, string>();
        for (var i = 0; i < pairs.Count; i++)
        {
            var pair = pairs[i];
            if (pair.From.Any(char.IsUpper)) continue;
            var brand = pairs.FirstOrDefault(p => p.From.Any(char.IsUpper) && p.From.Equals(pair.From, StringComparison.OrdinalIgnoreCase) && !p.To.Equals(pair.To, StringComparison.OrdinalIgnoreCase));
            if (brand is not null) products[i] = NameWords.Lower(brand.To);
        }

        return products.ToImmutable();
    }

    /// <summary>Addresses, packages and repositories carry the product's name; commands and what runs them the binary's.</summary>
    private static bool WantsProduct(OccurrenceContext occurrence)
    {
        if (occurrence.Url is { } url && occurrence.End > url.HostStart) return true;
        var line = occurrence.Line;
        var after = line[(occurrence.StartInLine + occurrence.Match.Span.Length)..];
        if (IsPackageFile(line, occurrence.StartInLine, after) || occurrence.Token.EndsWith(".yml", StringComparison.Ordinal) || occurrence.Token.EndsWith(".yaml", StringComparison.Ordinal)) return true;
        if (!KeyValueLine.TryRead(occurrence, out var key) && !KeyValueLine.TryRead(line, occurrence.StartInLine, out key)) return false;
        return NamesProduct(key);
    }

    // product_1.2_linux.zip, product_${version}
    private static bool IsPackageFile(ReadOnlySpan<char> line, int start, ReadOnlySpan<char> after)
    {
        if (after.StartsWith("_$") || after.StartsWith("_v$") || (after.Length > 1 && after[0] is '_' or '-' && char.IsAsciiDigit(after[1]))) return true;
        var end = line[start..].IndexOfAny('"', '\'', '`');
        var rest = end < 0 ? line[start..] : line.Slice(start, end);
        foreach (var extension in new[] { ".zip", ".tar.gz", ".tgz", ".deb", ".rpm", ".apk", ".msi", ".dmg" })
        {
            if (rest.IndexOf(extension) is var at and >= 0 && (rest[..at].IndexOf(' ') < 0 || rest[..at].IndexOf("${") >= 0)) return true;
        }

        return false;
    }

    private static bool NamesProduct(string key)
    {
        var words = NameWords.Split(key).Select(NameWords.Lower).ToArray();
        if (words.Length == 0 || words.Any(w => w is "bin" or "binary" or "command" or "cmd" or "exe" or "executable" or "entrypoint")) return false;
        return words is ["name"] || words.Any(w => w is "pkg" or "package" or "repo" or "repository" or "project" or "product" or "org" or "owner" or "image" or "homepage" or "url");
    }

    /// <summary>
    /// Where acme-agent and agent both become shuttle, the first word is the maker's: the title "Acme Agent", alone in
    /// its quotes, becomes "Acme Shuttle".
    /// </summary>
    private static string? MakersName(OccurrenceContext occurrence)
    {
        var text = occurrence.File.Text;
        var (start, end) = (occurrence.Match.Span.Start, occurrence.Match.Span.End);
        if (start == 0 || end >= text.Length || text[start - 1] is not ('"' or '\'' or '`') || text[end] != text[start - 1]) return null;
        var words = NameWords.Split(occurrence.Pair.From);
        foreach (var tail in occurrence.Facts.Matcher.Pairs)
        {
            if (tail == occurrence.Pair || !tail.Variants || tail.To != occurrence.Pair.To || NameWords.Split(tail.From) is not { Count: > 0 } last || last.Count >= words.Count) continue;
            if (!last.SequenceEqual(words.Skip(words.Count - last.Count), StringComparer.OrdinalIgnoreCase)) continue;
            var maker = words.Take(words.Count - last.Count).Select(NameWords.Capitalize);
            return string.Join(' ', maker.Append(NameWords.Pascal(NameWords.Split(tail.To))));
        }

        return null;
    }

    /// <summary>Where letter case does not count, an address is written as its owner writes it; a registry wants small letters.</summary>
    private static string? SlugInWriting(OccurrenceContext occurrence) =>
        IsSlug(occurrence.Pair) && occurrence.Url is { } url && ForgePath.IsForge(url.Host) && !ForgePath.IsRegistry(url.Host) ? occurrence.Pair.To : null;

    private bool WantsOrganisation(OccurrenceContext occurrence, out string? organisation)
    {
        var old = _slug!.From[.._slug.From.IndexOf('/', StringComparison.Ordinal)];
        organisation = _slug.To[.._slug.To.IndexOf('/', StringComparison.Ordinal)];
        if (!occurrence.Old.Equals(old, StringComparison.OrdinalIgnoreCase)) return false;
        var isSmall = !occurrence.Old.Any(char.IsUpper);
        if (occurrence.Url is { } url && ForgePath.Read(occurrence.Token, url) is { } forge)
        {
            organisation = isSmall && ForgePath.IsRegistry(url.Host) ? NameWords.Lower(organisation) : organisation;
            return occurrence.Start == forge.OwnerStart && occurrence.End == forge.OwnerStart + forge.Owner.Length;
        }

        if (isSmall) organisation = NameWords.Lower(organisation);
        return KeyValueLine.TryRead(occurrence.Line, occurrence.StartInLine, out var key) && NameWords.Split(key).Any(w => NameWords.Lower(w) is "org" or "organization" or "organisation" or "owner");
    }

    private static bool IsSlug(NamePair pair) => Segments(pair.From) == 2 && Segments(pair.To) == 2 && !pair.From.Contains('.', StringComparison.Ordinal);

    private static int Segments(string text) => text.Split('/').Length;

    private static bool OrganisationDiffers(NamePair slug, IReadOnlyList<NamePair> pairs)
    {
        var from = slug.From.Split('/')[0];
        var to = slug.To.Split('/')[0];
        return pairs.Any(p => p != slug && p.From.Equals(from, StringComparison.OrdinalIgnoreCase) && !p.To.Equals(to, StringComparison.OrdinalIgnoreCase));
    }
}
