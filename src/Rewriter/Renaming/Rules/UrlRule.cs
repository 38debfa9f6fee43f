using System.Buffers;

namespace Rewriter.Renaming.Rules;

/// <summary>The project's own addresses follow a rename; those of others do not.</summary>
internal sealed class UrlRule : IOccurrenceRule
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly RenameVerdict Own = RenameVerdict.Apply("own-url", "the address is the project's own");
    private static readonly RenameVerdict Internal = RenameVerdict.Apply("internal-url", "the address is one inside the project's own network");
    private static readonly RenameVerdict Foreign = RenameVerdict.Leave("foreign-url", "the address is somebody else's");
    private static readonly RenameVerdict Frozen = RenameVerdict.Leave("permalink", "the link names a fixed version, in which the old name stands");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        if (occurrence.Url is not { } url || occurrence.End <= url.HostStart) return null;

        // A pair that is an address itself says which address is meant.
        if (occurrence.Pair.From.Contains('/', StringComparison.Ordinal)) return Own;
        if (occurrence.Start < url.PathStart) return JudgeHost(occurrence, url);
        if (ForgePath.Read(occurrence.Token, url) is { } forge) return JudgeForge(occurrence, forge);
        return IsOwnHost(occurrence, url.Host) ? Own : IsInternal(url.Host) ? Internal : Foreign;
    }

    private static RenameVerdict JudgeHost(OccurrenceContext occurrence, UrlParts url) =>
        IsInternal(url.Host) ? Internal : IsOwnHost(occurrence, url.Host) ? Own : Foreign;

    private static RenameVerdict JudgeForge(OccurrenceContext occurrence, ForgePath forge)
    {
        var own = occurrence.Facts.Own;
        var ownerIsOld = IsOldName(occurrence, forge.Owner);
        if (occurrence.Start >= forge.OwnerStart && occurrence.End <= forge.OwnerStart + forge.Owner.Length)
            return ownerIsOld || own.OwnsOwner(forge.Owner) ? Own : Foreign;

        var isOwn = own.OwnsRepository(forge.Owner, forge.Name) || (ownerIsOld && (IsOldName(occurrence, forge.Name) || occurrence.Start < forge.RestStart));
        if (!isOwn) return Foreign;
        return occurrence.Start >= forge.RestStart && IsFrozen(occurrence.Token.AsSpan(forge.RestStart), occurrence.Start - forge.RestStart) ? Frozen : Own;
    }

    /// <summary>True where the whole segment is an old name: the owner or the repository itself is renamed.</summary>
    private static bool IsOldName(OccurrenceContext occurrence, string segment) =>
        occurrence.Facts.Matcher.Match(segment) is [var only] && only.Span.Length == segment.Length;

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

    private static bool IsVersion(ReadOnlySpan<char> version)
    {
        if (version.Length >= 7 && version.IndexOfAnyExcept(HexDigits) < 0) return true;
        return version.Length > 1 && (version[0] == 'v' || char.IsAsciiDigit(version[0])) && char.IsAsciiDigit(version[1]) && version.Contains('.');
    }

    private static bool IsOwnHost(OccurrenceContext occurrence, string host) =>
        occurrence.Facts.Own.OwnsHost(host) || (!ForgePath.IsForge(host) && occurrence.Facts.Matcher.Match(host).Count > 0);

    private static bool IsInternal(string host) =>
        !host.Contains('.', StringComparison.Ordinal) || host.StartsWith("127.", StringComparison.Ordinal) || host is "0.0.0.0"
        || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".svc", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".test", StringComparison.OrdinalIgnoreCase);
}
