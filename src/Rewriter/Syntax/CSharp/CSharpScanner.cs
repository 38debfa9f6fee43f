using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// Reads tokens from the text, a little ahead of the walk over Roslyn's tree. To make the outer tree costs as much as to
/// parse; most expressions hold nothing but names, keywords, numbers and strings, which a scanner tells as well, and then
/// their part of the outer tree need not be made. Everything else is told to be looked at in the tree: words that are
/// keywords in some places only, signs that a structural path may follow from, comments. Only for texts without errors.
/// </summary>
internal sealed class CSharpScanner(string text)
{
    private static readonly SignKind[] Signs = MakeSigns();
    private static readonly Word[] Words = MakeWords();

    private Token[] _tokens = new Token[64];
    private int _head;
    private int _count;

    // Which of the tokens no node may be passed over with.
    private int[] _marks = new int[16];
    private int _nextMark;
    private int _markCount;
    private int _start;
    private int _at;
    private bool _isStopped;

    /// <summary>What a scanned token is.</summary>
    public enum TokenKind
    {
        /// <summary>A name.</summary>
        Name,

        /// <summary>A word that is reserved everywhere.</summary>
        Keyword,

        /// <summary>A whole number of decimal digits.</summary>
        Number,

        /// <summary>What stands in a string between plain quotes.</summary>
        String,

        /// <summary>What stands in a character literal.</summary>
        Character,

        /// <summary>A sign without a leaf of its own that may change the structural path.</summary>
        Sign,

        /// <summary>A word that is a keyword in a list of accessors and elsewhere may be a name.</summary>
        Accessor,

        /// <summary>Something that only the tree can tell.</summary>
        Other,

        /// <summary>The word <c>var</c>; the scanner gives it as another kind.</summary>
        Var,
    }

    /// <summary>True where a node holds nothing that the tree is needed for. Nodes are asked about in their order.</summary>
    /// <param name="full">The node with the trivia around it.</param>
    public bool CanPassNode(TextSpan full) => IsScanned(full, maxMarks: 0) && (_nextMark == _markCount || StartOfMark(0) >= full.End);

    /// <summary>The same for a node with one sign that belongs to itself, such as the equals sign of an assignment.</summary>
    public bool CanPassNode(TextSpan full, char ownSign)
    {
        if (!IsScanned(full, maxMarks: 1)) return false;
        if (_nextMark == _markCount || StartOfMark(0) >= full.End) return true;
        return text[StartOfMark(0)] == ownSign && (_nextMark + 1 == _markCount || StartOfMark(1) >= full.End);
    }

    /// <summary>True for a list of accessors that holds keywords only, those of accessors included.</summary>
    public bool CanPassAccessors(TextSpan full)
    {
        const int MaxMarks = 8;
        if (!IsScanned(full, MaxMarks)) return false;
        for (var i = _head; i < _count && _tokens[i].Start < full.End; i++)
        {
            if (_tokens[i].Kind is not (TokenKind.Keyword or TokenKind.Sign or TokenKind.Accessor)) return false;
        }

        return true;
    }

    /// <summary>The same for a token of the tree.</summary>
    public bool CanPassToken(TextSpan full)
    {
        if (!IsScanned(full, int.MaxValue)) return false;
        for (var i = _nextMark; i < _markCount && _tokens[_marks[i]].Start < full.End; i++)
        {
            if (_tokens[_marks[i]].Kind > TokenKind.Sign) return false;
        }

        return true;
    }

    /// <summary>Passes over what the tree has told; scanning goes on behind it where it had to stop before.</summary>
    public void Skip(int end)
    {
        if (end <= _at)
        {
            while (TryTake(end, out _))
            {
            }

            return;
        }

        Clear();
        _start = _at = end;
        _isStopped = false;
    }

    /// <summary>Takes the next token that begins before an offset.</summary>
    public bool TryTake(int end, out Token token)
    {
        if (_head == _count || _tokens[_head].Start >= end)
        {
            token = default;
            return false;
        }

        token = _tokens[_head++];
        if (token.Kind >= TokenKind.Sign) _nextMark++;
        if (_head == _count) Clear();
        return true;
    }

    private void Clear() => _head = _count = _nextMark = _markCount = 0;

    private int StartOfMark(int index) => _tokens[_marks[_nextMark + index]].Start;

    /// <summary>Scans up to the end of a span, or up to one mark too many.</summary>
    private bool IsScanned(TextSpan full, int maxMarks)
    {
        if (full.Start < _start) return false;
        if (_at < full.End && !_isStopped) Scan(full.End, maxMarks);
        return _at >= full.End;
    }

    private void Scan(int end, int maxMarks)
    {
        while (_at < end && _markCount - _nextMark <= maxMarks)
        {
            var c = text[_at];
            var next = c < Signs.Length ? Signs[c] switch
            {
                SignKind.Silent => _at + 1,
                SignKind.LineEnd => AfterBlanks(_at + 1),
                SignKind.Letter => ScanWord(),
                SignKind.Digit => ScanNumber(),
                SignKind.Mark => Add(TokenKind.Sign, _at, _at + 1, _at + 1),
                SignKind.Equals => ScanEquals(),
                SignKind.Exclamation => _at + 1 < text.Length && text[_at + 1] == '=' ? _at + 2 : _at + 1,
                SignKind.Dot => _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]) ? -1 : _at + 1,
                SignKind.Slash => ScanSlash(),
                SignKind.Quote => ScanQuoted(TokenKind.String),
                SignKind.Apostrophe => ScanQuoted(TokenKind.Character),
                SignKind.At => ScanAt(),
                _ => -1,
            } : -1;
            if (next < 0)
            {
                _isStopped = true;
                return;
            }

            _at = next;
        }
    }

    private int AfterBlanks(int at)
    {
        var blanks = text.AsSpan(at).IndexOfAnyExcept(' ');
        return blanks < 0 ? text.Length : at + blanks;
    }

    private int ScanWord()
    {
        var end = EndOfWord(_at, out var hash, out var isLower);
        if (end < text.Length && text[end] is >= '\u0080' or '\\') return -1;
        var kind = isLower ? KindOf(text.AsSpan(_at, end - _at), hash) : IsSpecial(_at, end) ? TokenKind.Other : TokenKind.Name;
        if (kind == TokenKind.Var) kind = IsBeforeName(end) ? TokenKind.Keyword : TokenKind.Other;
        return Add(kind, _at, end, end);
    }

    /// <summary>What <c>var</c> stands before is declared, unless it is a word that may be a keyword: then <c>var</c> may be a name.</summary>
    private bool IsBeforeName(int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n') at++;
        var end = EndOfWord(at, out var hash, out var isLower);
        if (end == at || char.IsAsciiDigit(text[at]) || (end < text.Length && text[end] is >= '\u0080' or '\\')) return false;
        return isLower ? KindOf(text.AsSpan(at, end - at), hash) == TokenKind.Name : !IsSpecial(at, end);
    }

    /// <summary><c>_</c> can be a discard, and words of Roslyn's own begin with two lines.</summary>
    private bool IsSpecial(int start, int end) => text[start] == '_' && (end == start + 1 || text[start + 1] == '_');

    private int EndOfWord(int at, out uint hash, out bool isLower)
    {
        hash = 0;
        isLower = true;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsAsciiLetterLower(c)) hash = (hash * 31) + c;
            else if (c < Signs.Length && Signs[c] is SignKind.Letter or SignKind.Digit) isLower = false;
            else break;
        }

        return at;
    }

    private static TokenKind KindOf(ReadOnlySpan<char> word, uint hash)
    {
        for (var slot = hash & (WordSlots - 1); Words[slot].Text is { } known; slot = (slot + 1) & (WordSlots - 1))
        {
            if (word.SequenceEqual(known)) return Words[slot].Kind;
        }

        return TokenKind.Name;
    }

    private int ScanNumber()
    {
        var end = _at;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        if (end == text.Length) return Add(TokenKind.Number, _at, end, end);

        // Hexadecimal, with a fraction, with a suffix: Roslyn knows where it ends.
        var next = text[end];
        if (next >= '\u0080' || char.IsAsciiLetter(next) || next is '_' or '\\') return -1;
        if (next == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])) return -1;
        return Add(TokenKind.Number, _at, end, end);
    }

    private int ScanEquals()
    {
        if (_at + 1 < text.Length && text[_at + 1] is '=' or '>') return _at + 2;
        var isComparison = _at > 1 && text[_at - 1] is '<' or '>' && text[_at - 2] != text[_at - 1];
        return isComparison ? _at + 1 : Add(TokenKind.Sign, _at, _at + 1, _at + 1);
    }

    private int ScanSlash()
    {
        var next = _at + 1 < text.Length ? text[_at + 1] : '\0';
        if (next is not ('/' or '*')) return _at + 1;
        var end = next == '/' ? text.AsSpan(_at).IndexOfAny("\r\n\u0085\u2028\u2029") : text.AsSpan(_at + 2).IndexOf("*/") + 4;
        if (next == '*' && end < 4) return -1;
        return Add(TokenKind.Other, _at, _at + 1, end < 0 ? text.Length : _at + end);
    }

    private int ScanQuoted(TokenKind kind)
    {
        var quote = text[_at];
        if (text.AsSpan(_at).StartsWith("\"\"\"")) return -1;
        for (var at = _at + 1; ; at += 2)
        {
            var found = text.AsSpan(Math.Min(at, text.Length)).IndexOfAny(quote == '"' ? "\"\\\r\n\u0085\u2028\u2029" : "'\\\r\n\u0085\u2028\u2029");
            if (found < 0) return -1;
            at += found;
            if (text[at] == '\\') continue;
            var hasSuffix = at + 1 < text.Length && text[at + 1] is 'u' or 'U';
            return text[at] != quote || hasSuffix ? -1 : Add(kind, _at + 1, at, at + 1);
        }
    }

    /// <summary>A name that is written like a keyword, or a string over lines.</summary>
    private int ScanAt()
    {
        var at = _at + 1;
        if (at == text.Length || text[at] != '"')
        {
            var end = EndOfWord(at, out _, out _);
            return end == at || (end < text.Length && text[end] is >= '\u0080' or '\\') ? -1 : Add(TokenKind.Other, _at, end, end);
        }

        for (at++; ; at += 2)
        {
            var found = text.AsSpan(Math.Min(at, text.Length)).IndexOf('"');
            if (found < 0) return -1;
            at += found;
            if (at + 1 < text.Length && text[at + 1] == '"') continue;
            return at + 1 < text.Length && text[at + 1] is 'u' or 'U' ? -1 : Add(TokenKind.Other, _at, at, at + 1);
        }
    }

    private int Add(TokenKind kind, int start, int end, int next)
    {
        if (_count == _tokens.Length) Array.Resize(ref _tokens, _count * 2);
        if (kind >= TokenKind.Sign) AddMark();
        _tokens[_count++] = new Token(start, end, kind);
        return next;
    }

    private void AddMark()
    {
        if (_markCount == _marks.Length) Array.Resize(ref _marks, _markCount * 2);
        _marks[_markCount++] = _count;
    }

    private static SignKind[] MakeSigns()
    {
        var signs = new SignKind[128];
        foreach (var c in " \t()[]<>,;+-*%&|^~?") signs[c] = SignKind.Silent;
        foreach (var c in "{}:") signs[c] = SignKind.Mark;
        for (var c = 'a'; c <= 'z'; c++) signs[c] = signs[char.ToUpperInvariant(c)] = SignKind.Letter;
        for (var c = '0'; c <= '9'; c++) signs[c] = SignKind.Digit;
        signs['_'] = SignKind.Letter;
        signs['\r'] = signs['\n'] = SignKind.LineEnd;
        signs['='] = SignKind.Equals;
        signs['!'] = SignKind.Exclamation;
        signs['.'] = SignKind.Dot;
        signs['/'] = SignKind.Slash;
        signs['"'] = SignKind.Quote;
        signs['\''] = SignKind.Apostrophe;
        signs['@'] = SignKind.At;
        return signs;
    }

    /// <summary>The keywords as Roslyn knows them, those of some places, and the two names that the reader takes for keywords.</summary>
    private static Word[] MakeWords()
    {
        var words = new Word[WordSlots];
        foreach (var kind in SyntaxFacts.GetReservedKeywordKinds()) Put(SyntaxFacts.GetText(kind), TokenKind.Keyword);
        foreach (var kind in SyntaxFacts.GetContextualKeywordKinds()) Put(SyntaxFacts.GetText(kind), TokenKind.Other);
        foreach (var kind in (ReadOnlySpan<SyntaxKind>)[SyntaxKind.GetKeyword, SyntaxKind.SetKeyword, SyntaxKind.InitKeyword, SyntaxKind.AddKeyword, SyntaxKind.RemoveKeyword]) Put(SyntaxFacts.GetText(kind), TokenKind.Accessor);
        Put("nameof", TokenKind.Other);
        Put("var", TokenKind.Var);
        return words;

        void Put(string word, TokenKind kind)
        {
            uint slot = 0;
            foreach (var c in word) slot = (slot * 31) + c;
            for (slot &= WordSlots - 1; words[slot].Text is { } known && known != word; slot = (slot + 1) & (WordSlots - 1))
            {
            }

            words[slot] = new Word(word, kind);
        }
    }

    private const int WordSlots = 1024;

    /// <summary>A token and where its leaf stands (UTF-16), quotes left out.</summary>
    internal readonly record struct Token(int Start, int End, TokenKind Kind);

    private readonly record struct Word(string? Text, TokenKind Kind);

    private enum SignKind : byte
    {
        Unknown,
        Silent,
        LineEnd,
        Letter,
        Digit,
        Mark,
        Equals,
        Exclamation,
        Dot,
        Slash,
        Quote,
        Apostrophe,
        At,
    }
}
