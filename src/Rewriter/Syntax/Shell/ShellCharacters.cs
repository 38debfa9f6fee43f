using System.Buffers;
using System.Runtime.CompilerServices;

namespace Rewriter.Syntax.Shell;

/// <summary>What a character can be in a shell text, one bit for each question: most words are read by this table alone.</summary>
internal static class ShellCharacters
{
    /// <summary>Literal text of a word ends before it: blanks, line ends, operators, quotes, expansions, the backslash.</summary>
    public const byte EndsLiteral = 1;

    /// <summary>A blank, a line feed or an operator: whatever stands before it, a word ends there.</summary>
    public const byte EndsWord = 2;

    /// <summary>The same without the brackets and arrows, with which a part of a word can begin.</summary>
    public const byte EndsPlainWord = 128;

    /// <summary>A letter, a digit, an underscore.</summary>
    public const byte NamePart = 4;

    /// <summary>A letter or an underscore.</summary>
    public const byte NameStart = 8;

    /// <summary>The name of an option consists of such.</summary>
    public const byte OptionPart = 16;

    /// <summary>A line end, a comment, a redirection or an operator can begin with it.</summary>
    public const byte MayBeNoWord = 32;

    /// <summary>A reserved word begins with it.</summary>
    public const byte MayBeReserved = 64;

    private const int ShortWord = 16;
    private static readonly SearchValues<char> LiteralEnds = SearchValues.Create(" \t\r\n;&|<>()\\'\"$`");

    // Literal text: what no other rule speaks of.
    private const byte T = 0;
    private const byte Blank = EndsLiteral | EndsWord | EndsPlainWord;
    private const byte Opening = EndsLiteral | EndsWord | MayBeNoWord;
    private const byte Operator = Opening | EndsPlainWord;
    private const byte Return = EndsLiteral | MayBeNoWord;
    private const byte Sign = EndsLiteral;
    private const byte Hash = MayBeNoWord;
    private const byte Digit = NamePart | OptionPart | MayBeNoWord;
    private const byte L = NamePart | NameStart | OptionPart;
    private const byte R = L | MayBeReserved;
    private const byte Opt = OptionPart;
    private const byte Res = MayBeReserved;
    private const byte Open = MayBeReserved | MayBeNoWord;

    private static ReadOnlySpan<byte> Kinds =>
    [
        T, T, T, T, T, T, T, T, T, Blank, Operator, T, T, Return, T, T,
        T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T,
        //  blank ! " # $ % & ' ( ) * + , - . /
        Blank, Res, Sign, Hash, Sign, T, Operator, Sign, Opening, Operator, T, T, T, Opt, Opt, T,
        // 0 to 9 : ; < = > ?
        Digit, Digit, Digit, Digit, Digit, Digit, Digit, Digit, Digit, Digit, T, Operator, Opening, T, Opening, T,
        // @ A to O
        T, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
        // P to Z [ \ ] ^ _
        L, L, L, L, L, L, L, L, L, L, L, Res, Sign, Res, T, L,
        // ` a b c d e f g h i j k l m n o
        Sign, L, L, R, R, R, R, L, L, R, L, L, L, L, L, L,
        // p q r s t u v w x y z { | } ~ DEL
        L, L, L, R, R, R, L, R, L, L, L, Open, Operator, Res, T, T,
    ];

    /// <summary>Whether a character is of a kind; none beyond ASCII is of any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(char c, byte kind) => c < 128 && (Kinds[c] & kind) != 0;

    /// <summary>Where a run of characters of a kind ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOf(ReadOnlySpan<char> text, int at, byte kind)
    {
        while ((uint)at < (uint)text.Length && Is(text[at], kind)) at++;
        return at;
    }

    /// <summary>Where literal text ends. Most words are too short for a vector; the rest of a long one is left to it.</summary>
    public static int EndOfLiteral(ReadOnlySpan<char> text, int at)
    {
        for (var first = at + ShortWord; (uint)at < (uint)text.Length && !Is(text[at], EndsLiteral);)
        {
            if (++at < first) continue;
            var length = text[at..].IndexOfAny(LiteralEnds);
            return length < 0 ? text.Length : at + length;
        }

        return at;
    }
}
