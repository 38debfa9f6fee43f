using System.Globalization;
using System.Text.RegularExpressions;

namespace Rewriter.Syntax.Toml;

/// <summary>What may stand in TOML without quotes: numbers, dates and times, truth values.</summary>
internal static partial class TomlWord
{
    public static bool IsValid(ReadOnlySpan<char> word)
    {
        if (word is "true" or "false") return true;
        if (word.IsEmpty || word.Length > 256) return false;
        return Number().IsMatch(word) || IsDateTime(word);
    }

    /// <summary>True for a date without a time, behind which a blank may lead to one.</summary>
    public static bool IsDate(ReadOnlySpan<char> word) => word.Length == 10 && word[4] == '-' && word[7] == '-' && char.IsAsciiDigit(word[0]);

    [GeneratedRegex(@"^(?:[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|[+-]?(?:inf|nan))\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"^[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"^(?:[zZ]|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();

    private static bool IsDateTime(ReadOnlySpan<char> word)
    {
        if (word.Length >= 3 && word[2] == ':') return IsTime(word);
        if (word.Length < 10 || !Date().IsMatch(word[..10]) || !DateOnly.TryParseExact(word[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return IsYearZero(word);
        if (word.Length == 10) return true;
        if (word[10] is not ('T' or 't' or ' ')) return false;
        var time = word[11..];
        var zone = time.IndexOfAny("zZ+-");
        if (zone < 0) return IsTime(time);
        return IsTime(time[..zone]) && IsZone(time[zone..]);
    }

    // The year 0 is one of RFC 3339's and none of .NET's; it is a leap year like 2000.
    private static bool IsYearZero(ReadOnlySpan<char> word) =>
        word.Length >= 10 && word.StartsWith("0000-") && IsDateTime(string.Concat("2000-", word[5..]));

    private static bool IsTime(ReadOnlySpan<char> time) =>
        Time().IsMatch(time) && TwoDigits(time, 0) < 24 && TwoDigits(time, 3) < 60 && (time.Length < 8 || TwoDigits(time, 6) <= 60);

    private static bool IsZone(ReadOnlySpan<char> zone) =>
        Zone().IsMatch(zone) && (zone.Length == 1 || (TwoDigits(zone, 1) < 24 && TwoDigits(zone, 4) < 60));

    private static int TwoDigits(ReadOnlySpan<char> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
