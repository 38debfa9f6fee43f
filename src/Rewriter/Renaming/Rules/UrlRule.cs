using System.Buffers;
using Rewriter.Syntax;

namespace Rewriter.Renaming.Rules;

/// <summary>The project's own addresses follow a rename; those of others do not.</summary>
internal sealed class UrlRule : IOccurrenceRule
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly RenameVerdict Own = RenameVerdict.Apply("own-url", "the address is the project's own");
    private static readonly RenameVerdict Host = RenameVerdict.Apply("host", "the host bears the project's own name");
    private static readonly RenameVerdict Account = RenameVerdict.Apply("own-account", "the address names an account of exactly the old name");
    private static readonly RenameVerdict Shown = RenameVerdict.Apply("badge", "the address only carries the text of a badge");
    private static readonly RenameVerdict Image = RenameVerdict.Apply("own-image", "the image bears the project's own name");
    private static readonly RenameVerdict Internal = RenameVerdict.Apply("internal-url", "the address is one inside the project's own network");
    private static readonly RenameVerdict Foreign = RenameVerdict.Leave("foreign-url", "the address is somebody else's");
    private static readonly RenameVerdict Module = RenameVerdict.Propose("foreign-import", "no module file here declares this import path");
    private static readonly RenameVerdict Frozen = RenameVerdict.Leave("permalink", "the link names a fixed version, in which the old name stands");
    private static readonly RenameVerdict Past = RenameVerdict.Propose("past-discussion", "the link leads to a discussion or a change of the past, which is found under the old address");
    private static readonly RenameVerdict Published = RenameVerdict.Propose("published-version", "this version was published under the old name");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        if (occurrence.Url is not { } url || occurrence.End <= url.HostStart || IsApiVersion(occurrence)) return null;
        if (occurrence.Start >= url.PathStart && IsPublished(occurrence, url)) return Published;

        // A pair that is an address itself says which address is meant.
        if (occurrence.Pair.From.AsSpan().IndexOfAny('/', '.') >= 0) return Own;
        if (occurrence.Start < url.PathStart) return IsInternal(url.Host) ? Internal : IsOwnHost(occurrence, url.Host) ? Host : Foreign;
        if (url.Host == "img.shields.io" && occurrence.Token.AsSpan(url.PathStart).StartsWith("badge/")) return Shown;
        if (IsOwnImage(occurrence, url)) return Image;
        if (ForgePath.Read(occurrence.Token, url) is { } forge) return JudgeForge(occurrence, url, forge);
        if (IsInternal(url.Host)) return Internal;
        return IsOwnHost(occurrence, url.Host) ? Own : IsAccount(occurrence) ? Account : Foreign;
    }

    private static RenameVerdict JudgeForge(OccurrenceContext occurrence, UrlParts url, ForgePath forge)
    {
        var own = occurrence.Facts.Own;
        var ownerIsOld = IsOldName(occurrence, forge.Owner);
        if (occurrence.Start >= forge.OwnerStart && occurrence.End <= forge.OwnerStart + forge.Owner.Length) return ownerIsOld || own.OwnsOwner(forge.Owner) ? Own : Foreign;

        var inName = occurrence.Start < forge.RestStart;
        var isOwn = own.OwnsRepository(forge.Owner, forge.Name) || (inName && IsOldName(occurrence, forge.Name) && (ownerIsOld || own.OwnsOwner(forge.Owner)));
        if (!isOwn && !IsOwnToBe(occurrence, forge)) return Foreign;

        // The path by which a module is imported is declared in its module file, and changes with it or not at all.
        if (!isOwn && !url.HasScheme && inName) return Module;
        var rest = occurrence.Token.AsSpan(forge.RestStart);
        if (inName && IsPast(rest)) return Past;
        return !inName && IsFrozen(rest, occurrence.Start - forge.RestStart) ? Frozen : Own;
    }

    /// <summary>The links tell that it is the project's own, or it will be called like one that is.</summary>
    private static bool IsOwnToBe(OccurrenceContext occurrence, ForgePath forge) =>
        occurrence.Facts.Inferred.OwnsRepository(forge.Owner, forge.Name)
        || occurrence.Facts.Own.OwnsRepository(occurrence.Facts.Matcher.Replace(forge.Owner), occurrence.Facts.Matcher.Replace(forge.Name));

    /// <summary>True where the whole segment is an old name: the owner or the repository itself is renamed.</summary>
    private static bool IsOldName(OccurrenceContext occurrence, string segment) =>
        occurrence.Facts.Matcher.Match(segment) is [var only] && only.Span.Length == segment.Length;

    /// <summary>A group and version of the Kubernetes interface looks like a domain with a path.</summary>
    private static bool IsApiVersion(OccurrenceContext occurrence) =>
        occurrence.Leaf.Label == Label.Type || occurrence.Line.TrimStart(" \t-\"'").StartsWith("apiVersion");

    /// <summary>
    /// Registries of a cloud account are nobody else's; in a registry of many projects the image's own name tells,
    /// unless it is a word that anybody uses.
    /// </summary>
    private static bool IsOwnImage(OccurrenceContext occurrence, UrlParts url)
    {
        if (ForgePath.IsPrivateRegistry(url.Host)) return true;
        if (!url.Host.Equals("gcr.io", StringComparison.OrdinalIgnoreCase) && !url.Host.EndsWith(".gcr.io", StringComparison.OrdinalIgnoreCase)) return false;
        return occurrence.Token.LastIndexOf('/') == occurrence.Start - 1 && !CommonWords.Contains(occurrence.Pair.From);
    }

    /// <summary>A page of exactly the old name at a service, unless the name is a word that anybody uses.</summary>
    private static bool IsAccount(OccurrenceContext occurrence)
    {
        var token = occurrence.Token;
        var alone = token[occurrence.Start - 1] == '/' && (occurrence.End == token.Length || token[occurrence.End] is '/' or '?' or '#');
        return alone && !CommonWords.Contains(occurrence.Pair.From);
    }

    private static bool IsPast(ReadOnlySpan<char> rest)
    {
        foreach (var marker in new[] { "/pull/", "/issues/", "/discussions/", "/commit/", "/compare/" })
        {
            if (rest.StartsWith(marker) && rest.Length > marker.Length) return HexDigits.Contains(rest[marker.Length]);
        }

        return false;
    }

    private static bool IsFrozen(ReadOnlySpan<char> rest, int start)
    {
        foreach (var marker in new[] { "/blob/", "/tree/", "/commit/", "/raw/" })
        {
            if (!rest.StartsWith(marker)) continue;
            var version = rest[marker.Length..];
            var end = version.IndexOf('/');
            if (end < 0) end = version.Length;
            return start >= marker.Length + end && IsVersion(version[..end]);
        }

        return false;
    }

    /// <summary>An image or a chart of a numbered version exists where it was pushed to.</summary>
    private static bool IsPublished(OccurrenceContext occurrence, UrlParts url)
    {
        if (!ForgePath.IsRegistry(url.Host)) return false;
        var rest = occurrence.Token.AsSpan(occurrence.End);
        var colon = rest.IndexOfAny(':', '@');
        return colon >= 0 && rest[..colon].IndexOf('/') < 0 && IsVersion(rest[(colon + 1)..]);
    }

    private static bool IsVersion(ReadOnlySpan<char> version)
    {
        if (version.Length >= 7 && version.IndexOfAnyExcept(HexDigits) < 0) return true;
        if (version.StartsWith("sha256:")) return true;
        return version.Length > 1 && (char.IsAsciiDigit(version[0]) || (version[0] == 'v' && char.IsAsciiDigit(version[1]))) && version.Contains('.');
    }

    private static bool IsOwnHost(OccurrenceContext occurrence, string host) =>
        occurrence.Facts.Own.OwnsHost(host) || occurrence.Facts.Inferred.OwnsHost(host) || (!ForgePath.IsForge(host) && occurrence.Facts.Matcher.Match(host).Count > 0);

    private static bool IsInternal(string host) =>
        !host.Contains('.', StringComparison.Ordinal) || host.StartsWith("127.", StringComparison.Ordinal) || host is "0.0.0.0"
        || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".svc", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".test", StringComparison.OrdinalIgnoreCase);
}
