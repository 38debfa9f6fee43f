using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Shell;

/// <summary>
/// Reads a shell text in one pass, by recursive descent over the Shell Command Language of POSIX (XCU 2.10) with the
/// additions of bash. Once something is not understood, reading ends and the rest is code.
/// </summary>
internal sealed partial class ShellReader
{
    private const string Blanks = " \t";
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private SyntaxProblem? _problem;
    private readonly NameTable<Word> _words;
    private HashSet<string>? _functions;

    private StructuralPath _scope;
    private int _at;
    private int _end;
    private int _nextHole;
    private int _depth;

    public ShellReader(ReadRequest request)
    {
        _request = request;
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
        _words = request.Names?.TableOf<Word>() ?? new NameTable<Word>();
        _scope = request.Root;
        _end = _text.Length;
        _nextHole = request.Holes.NextStart(0);
    }

    private bool Failed => _problem is not null;

    /// <summary>Reads it all.</summary>
    public SyntaxDocument Read()
    {
        ReadShebang();
        ReadList();
        if (!Failed && _at < _end) Fail(_at, $"'{Glimpse(_at)}' was not expected here");
        if (!Failed && _heredocs is { Count: > 0 }) Fail(_heredocs[0].At, $"the here-document '{_heredocs[0].Delimiter}' has no body");
        if (Failed) AddRest();
        var leaves = _leaves.Build();
        return new SyntaxDocument(_request, _functions is null ? leaves : WithFunctionUses(leaves), _problem is null ? [] : [_problem]);
    }

    private void ReadShebang()
    {
        if (!_text.StartsWith("#!", StringComparison.Ordinal) || AtHole()) return;
        var end = LineEnd(0);
        AddLine(2, end, Label.Directive, _request.Root, ShellCodecs.Comment);
        _at = Failed ? _at : end;
    }

    /// <summary>Ends the reading: every loop sees the end of the text and stops.</summary>
    private void Fail(int at, string message)
    {
        if (Failed) return;
        at = Math.Clamp(at, 0, _text.Length);
        _problem = new SyntaxProblem(new TextSpan(at, at < _text.Length ? 1 : 0), message);
        _at = _end = _text.Length;
    }

    /// <summary>What was not read is code, a leaf a line.</summary>
    private void AddRest()
    {
        for (var at = _leaves.Position; at < _text.Length;)
        {
            var length = _text.AsSpan(at).IndexOfAny(LineEnds);
            var end = length < 0 ? _text.Length : at + length;
            while (at < end && char.IsWhiteSpace(_text[at])) at++;
            _leaves.Add(TextSpan.FromBounds(at, Math.Max(at, end)), Label.Code, _request.Root);
            at = end + 1;
        }
    }

    /// <summary>A command that bears the name of a function of this file is a use of it, wherever the function stands.</summary>
    private ImmutableArray<SyntaxLeaf> WithFunctionUses(ImmutableArray<SyntaxLeaf> leaves)
    {
        var functions = _functions!.GetAlternateLookup<ReadOnlySpan<char>>();
        ImmutableArray<SyntaxLeaf>.Builder? changed = null;
        for (var i = 0; i < leaves.Length; i++)
        {
            var leaf = leaves[i];
            if (leaf.Label != Label.Command || leaf.Symbol is not null || leaf.Languages != _request.Languages || !StandsAlone(leaves, i)) continue;
            if (!functions.TryGetValue(_text.AsSpan(leaf.Span.Start, leaf.Span.Length), out var name)) continue;
            changed ??= leaves.ToBuilder();
            changed[i] = leaf with { Symbol = new SymbolReference("shell.function", name, false) };
        }

        return changed?.ToImmutable() ?? leaves;
    }

    private static bool StandsAlone(ImmutableArray<SyntaxLeaf> leaves, int index) =>
        (index == 0 || leaves[index - 1].Span.End < leaves[index].Span.Start) &&
        (index + 1 == leaves.Length || leaves[index + 1].Span.Start > leaves[index].Span.End);

    private bool Enter()
    {
        if (++_depth <= ReadRequest.MaxNesting) return true;
        Fail(_at, $"the script is nested more than {ReadRequest.MaxNesting} levels deep");
        return false;
    }

    private void Leave() => _depth--;

    // ---- characters -------------------------------------------------------------------------------------------

    private bool AtEnd => _at >= _end;

    private char Peek(int ahead = 0) => _at + ahead < _end ? _text[_at + ahead] : '\0';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AtHole()
    {
        if (_at < _nextHole) return false;
        if (_at > _nextHole) _nextHole = _request.Holes.NextStart(_at);
        return _at == _nextHole && _at < _end;
    }

    /// <summary>The text up to where no hole stands in the way; empty at one. Offsets are those of the whole text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<char> Ahead() => _at < _nextHole ? _text.AsSpan(0, Math.Min(_end, _nextHole)) : default;

    /// <summary>How far characters can be taken without meeting a hole.</summary>
    private int Limit() => Math.Min(_end, AtHole() ? _at : _nextHole);

    private void ReadHole()
    {
        var hole = _request.Holes.At(_at)!;
        if (_leaves.Position <= hole.Span.Start && !Failed) _leaves.Add(hole);
        _at = Math.Min(hole.Span.End, _end);
        _nextHole = _request.Holes.NextStart(Math.Max(_at, hole.Span.Start + 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AtLineEnd(int at) => at < _end && (_text[at] == '\n' || (_text[at] == '\r' && at + 1 < _end && _text[at + 1] == '\n'));

    /// <summary>The length of a backslash and the line end behind it; 0 where there is none.</summary>
    private int ContinuationAt(int at) =>
        at >= _end || _text[at] != '\\' || !AtLineEnd(at + 1) ? 0 : _text[at + 1] == '\n' ? 2 : 3;

    /// <summary>Where the line that holds an offset ends, its line end not included.</summary>
    private int LineEnd(int at)
    {
        var length = _text.AsSpan(at, _end - at).IndexOf('\n');
        if (length < 0) return _end;
        return length > 0 && _text[at + length - 1] == '\r' ? at + length - 1 : at + length;
    }

    private void SkipBlanks()
    {
        var ahead = Ahead();
        var at = _at;
        while ((uint)at < (uint)ahead.Length && ahead[at] is ' ' or '\t') at++;
        _at = at;
        if ((uint)at >= (uint)ahead.Length || ahead[at] is '\r' or '\\') SkipBlanksAndContinuations();
    }

    private void SkipBlanksAndContinuations()
    {
        while (_at < _end && !AtHole())
        {
            var c = _text[_at];
            if (c is ' ' or '\t' || (c == '\r' && !AtLineEnd(_at) && _at + 1 == _end)) _at++;
            else if (c == '\\' && ContinuationAt(_at) is > 0 and var length) _at += length;
            else return;
        }
    }

    /// <summary>Skips blanks, comments and line ends; reads the here-documents that begin behind a line end.</summary>
    private void SkipLines()
    {
        while (true)
        {
            SkipBlanks();
            if (AtEnd || AtHole()) return;
            if (AtLineEnd(_at)) ReadLineEnd();
            else if (_text[_at] == '#') ReadComment();
            else return;
        }
    }

    private void ReadLineEnd()
    {
        _at += _text[_at] == '\r' ? 2 : 1;
        if (_heredocs is { Count: > 0 }) ReadHeredocs();
    }

    private void ReadComment()
    {
        var end = LineEnd(_at);
        AddLine(_at + 1, end, Label.Comment, _scope, ShellCodecs.Comment);
        if (!Failed) _at = Math.Max(end, _at);
    }

    /// <summary>Adds the text of a line without the blanks around it, split at holes.</summary>
    private void AddLine(int start, int end, Label label, StructuralPath path, LeafCodec codec)
    {
        _at = start;
        while (_at < end)
        {
            if (AtHole())
            {
                ReadHole();
                continue;
            }

            var stop = Math.Min(end, Limit());
            var from = _at;
            while (from < stop && char.IsWhiteSpace(_text[from])) from++;
            var to = stop;
            while (to > from && char.IsWhiteSpace(_text[to - 1])) to--;
            Add(from, to, label, path, codec);
            _at = stop;
        }
    }

    private string Glimpse(int at)
    {
        var length = 1;
        while (at + length < _end && length < 20 && char.IsLetterOrDigit(_text[at]) && char.IsLetterOrDigit(_text[at + length])) length++;
        return at < _text.Length ? _text.Substring(at, Math.Min(length, _text.Length - at)) : "the end";
    }

    // ---- leaves -----------------------------------------------------------------------------------------------

    private void Add(int start, int end, Label label, StructuralPath path, LeafCodec codec, SymbolReference? symbol = null)
    {
        if (_problem is null) _leaves.Add(start, end, label, path, codec, symbol);
    }

    private void AddKeyword(int start, int end) => Add(start, end, Label.Keyword, _scope, ShellCodecs.Fixed);

    private void AddVariable(int start, int end, bool isDefinition) => AddVariable(start, end, WordOf(start, end), isDefinition);

    private void AddVariable(int start, int end, Word name, bool isDefinition) =>
        Add(start, end, Label.Variable, _scope, ShellCodecs.Name, isDefinition ? name.Definition : name.Use);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Word WordOf(int start, int end)
    {
        var name = _text.AsSpan(start, end - start);
        return _words.Find(name) ?? _words.Add(new Word(name.ToString()));
    }

    private static bool IsNameStart(char c) => ShellCharacters.Is(c, ShellCharacters.NameStart);

    private static bool IsNamePart(char c) => ShellCharacters.Is(c, ShellCharacters.NamePart);

    /// <summary>Where the name that begins at an offset ends; the offset itself where there is none.</summary>
    private int NameEnd(int at)
    {
        if (at >= _end || !IsNameStart(_text[at])) return at;
        var limit = at <= _nextHole ? Math.Min(_end, _nextHole) : _end;
        return ShellCharacters.EndOf(_text.AsSpan(0, limit), at, ShellCharacters.NamePart);
    }

    /// <summary>What is known of the name of a variable or a command.</summary>
    private sealed class Word(string name) : KnownName(name)
    {
        private SymbolReference? _definition;
        private SymbolReference? _use;
        private StructuralPath? _scope;
        private StructuralPath? _path;

        /// <summary>The symbol of a variable where it is set.</summary>
        public SymbolReference Definition => _definition ??= new SymbolReference("shell.variable", Name, true);

        /// <summary>The symbol of a variable where it is used.</summary>
        public SymbolReference Use => _use ??= new SymbolReference("shell.variable", Name, false);

        /// <summary>True for a reserved word, which is one only where a command can begin.</summary>
        public bool IsReserved { get; } = IsReservedWord(name);

        /// <summary>How a command of this name takes its words.</summary>
        public Arguments Arguments { get; } = KindOf(name);

        /// <summary>The path of what a variable or a command holds; shared between its places in one function.</summary>
        public StructuralPath PathIn(StructuralPath scope)
        {
            if (!ReferenceEquals(_scope, scope)) (_scope, _path) = (scope, scope.Child(Name));
            return _path!;
        }
    }
}
