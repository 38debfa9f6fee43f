using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Rewriter.Git;

/// <summary>A version by Semantic Versioning 2.0.0.</summary>
public sealed class SemanticVersion
{
    private readonly BigInteger[] _core;
    private readonly ImmutableArray<string> _preRelease;

    private SemanticVersion(string text, BigInteger[] core, ImmutableArray<string> preRelease) => (Text, _core, _preRelease) = (text, core, preRelease);

    /// <summary>The version as written, without a leading <c>v</c>.</summary>
    public string Text { get; }

    /// <summary>True for a version such as <c>1.0.0-rc.1</c>.</summary>
    public bool IsPreRelease => !_preRelease.IsEmpty;

    /// <summary>Reads a version, with or without the <c>v</c> that tags put before it; null where it is none.</summary>
    public static SemanticVersion? Parse(string text)
    {
        var version = text.StartsWith('v') ? text[1..] : text;
        var (rest, build) = Cut(version, '+');
        var (core, preRelease) = Cut(rest, '-');
        if (build is not null && !build.Split('.').All(IsIdentifier)) return null;
        if (preRelease is not null && !preRelease.Split('.').All(IsPreReleaseIdentifier)) return null;
        var numbers = core.Split('.');
        return numbers.Length == 3 && numbers.All(IsNumber)
            ? new SemanticVersion(version, [.. numbers.Select(Number)], preRelease is null ? [] : [.. preRelease.Split('.')])
            : null;
    }

    /// <summary>The order of precedence (section 11): build metadata does not count. What is no version (null) comes first.</summary>
    public static IComparer<SemanticVersion?> Precedence { get; } =
        Comparer<SemanticVersion?>.Create((left, right) => left is null || right is null ? (left is null ? 0 : 1) - (right is null ? 0 : 1) : left.CompareTo(right));

    /// <summary>Below 0 where this version comes before the other one by precedence, above 0 where it comes behind it.</summary>
    public int CompareTo(SemanticVersion other)
    {
        for (var i = 0; i < _core.Length; i++)
        {
            if (_core[i].CompareTo(other._core[i]) is var difference and not 0) return difference;
        }

        // A pre-release comes before its release (section 11.3).
        if (IsPreRelease != other.IsPreRelease) return IsPreRelease ? -1 : 1;
        for (var i = 0; i < Math.Min(_preRelease.Length, other._preRelease.Length); i++)
        {
            if (Compare(_preRelease[i], other._preRelease[i]) is var difference and not 0) return difference;
        }

        return _preRelease.Length.CompareTo(other._preRelease.Length);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // Numbers come before words and are compared as numbers, words by their characters (section 11.4).
    private static int Compare(string left, string right) => (IsDigits(left), IsDigits(right)) switch
    {
        (true, true) => Number(left).CompareTo(Number(right)),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(left, right),
    };

    private static (string Before, string? After) Cut(string text, char sign) =>
        text.IndexOf(sign) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);

    private static bool IsNumber(string text) => IsDigits(text) && (text.Length == 1 || text[0] != '0');

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static bool IsIdentifier(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsPreReleaseIdentifier(string text) => IsIdentifier(text) && (!IsDigits(text) || IsNumber(text));

    private static BigInteger Number(string digits) => BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
