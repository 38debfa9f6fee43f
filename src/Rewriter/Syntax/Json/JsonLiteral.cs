namespace Rewriter.Syntax.Json;

/// <summary>What may stand in JSON without quotes (RFC 8259, sections 3 and 6).</summary>
internal static class JsonLiteral
{
    public static bool IsValid(string word) => IsValid(word.AsSpan());

    public static bool IsValid(ReadOnlySpan<char> word) => word is "true" or "false" or "null" || IsNumber(word);

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        if (word is ['-', ..]) word = word[1..];
        var digits = Digits(word);
        if (digits == 0 || (digits > 1 && word[0] == '0')) return false;
        word = word[digits..];
        if (word is ['.', ..])
        {
            word = word[1..];
            digits = Digits(word);
            if (digits == 0) return false;
            word = word[digits..];
        }

        if (word is not ['e' or 'E', ..]) return word.IsEmpty;
        word = word[1..];
        if (word is ['+' or '-', ..]) word = word[1..];
        return word.Length > 0 && Digits(word) == word.Length;
    }

    private static int Digits(ReadOnlySpan<char> word)
    {
        var length = word.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? word.Length : length;
    }
}
