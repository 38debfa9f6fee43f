using System.Buffers;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Makefile;

/// <summary>
/// Reads a Makefile line by line (GNU make manual, chapters 3 to 8): directives, assignments, rules and recipes. References
/// such as <c>$(X)</c> are read wherever they may stand; recipes are given to the shell reader with them as holes.
/// </summary>
internal sealed partial class MakefileReader
{
    private static readonly SearchValues<char> LineStops = SearchValues.Create("$#:=;\\");

    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly List<TextSpan> _lines = [];
    private readonly bool _oneShell;
    private readonly ImmutableArray<SyntaxProblem>.Builder _problems = ImmutableArray.CreateBuilder<SyntaxProblem>();
    private readonly EmbeddedText.Builder _script;
    private readonly List<Hole> _holes = [];
    private readonly NameTable<Word> _words = new();

    // A reference in a recipe is read into leaves of its own, which become a hole of the shell text.
    private LeafBuilder _leaves;
    private bool _inHole;
    private int _at;
    private int _depth;
    private int _conditions;
    private char _prefix = '\t';
    private StructuralPath? _rule;

    public MakefileReader(ReadRequest request)
    {
        _request = request with { Names = request.Names ?? new EmbeddedNames() };
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
        _script = new EmbeddedText.Builder(_text);
        _oneShell = (_text.StartsWith(".ONESHELL", StringComparison.Ordinal) || _text.Contains("\n.ONESHELL", StringComparison.Ordinal));
    }

    private bool Failed => _problems.Count > 0;

    /// <summary>Reads it all.</summary>
    public SyntaxDocument Read()
    {
        while (_at < _text.Length && !Failed) ReadLine();
        if (!Failed && _conditions > 0) Fail(_text.Length, "'endif' is missing at the end");
        if (Failed) AddRest();
        return new SyntaxDocument(_request, _leaves.Build(), _problems.ToImmutable());
    }

    private void Fail(int at, string message)
    {
        if (Failed) return;
        _problems.Add(new SyntaxProblem(new TextSpan(Math.Min(at, _text.Length), at < _text.Length ? 1 : 0), message));
        _at = _text.Length;
    }

    private void AddRest()
    {
        for (var at = _leaves.Position; at < _text.Length;)
        {
            var length = _text.AsSpan(at).IndexOfAny('\r', '\n');
            var end = length < 0 ? _text.Length : at + length;
            while (at < end && char.IsWhiteSpace(_text[at])) at++;
            _leaves.Add(TextSpan.FromBounds(at, Math.Max(at, end)), Label.Code, _request.Root);
            at = end + 1;
        }
    }

    // ---- lines ------------------------------------------------------------------------------------------------

    private void ReadLine()
    {
        if (_rule is not null && _text[_at] == _prefix)
        {
            ReadRecipe(_rule);
            return;
        }

        var end = LogicalEnd(_at);
        SkipBlanks(end);
        if (_at >= end)
        {
            SkipLineEnd(end);
            return;
        }

        if (_text[_at] == '#') ReadComment(end);
        else if (!ReadDirective(end)) ReadStatement(end);
        if (!Failed && _at < end)
        {
            // What a directive does not take: a comment or blanks.
            ReadText(end, Label.Value, _request.Root, comments: true);
        }

        if (!Failed) SkipLineEnd(Math.Max(_at, end));
    }

    /// <summary>Where the line that holds an offset ends, its line end not included.</summary>
    private int PhysicalEnd(int at)
    {
        var length = _text.AsSpan(at).IndexOf('\n');
        if (length < 0) return _text.Length;
        return length > 0 && _text[at + length - 1] == '\r' ? at + length - 1 : at + length;
    }

    /// <summary>Where a line ends together with those that a backslash at the line end joins to it.</summary>
    private int LogicalEnd(int at)
    {
        while (true)
        {
            var end = PhysicalEnd(at);
            if (end >= _text.Length || !EndsWithOddBackslashes(at, end)) return end;
            at = AfterLineEnd(end);
            if (at >= _text.Length) return _text.Length;
        }
    }

    private bool EndsWithOddBackslashes(int start, int end)
    {
        var count = 0;
        while (end - count > start && _text[end - count - 1] == '\\') count++;
        return count % 2 == 1;
    }

    private int AfterLineEnd(int end) => end >= _text.Length ? end : _text[end] == '\r' && end + 1 < _text.Length ? end + 2 : end + 1;

    private void SkipLineEnd(int end) => _at = AfterLineEnd(end);

    /// <summary>The length of a backslash and the line end behind it; 0 where there is none.</summary>
    private int ContinuationAt(int at, int end)
    {
        if (at + 1 >= end || _text[at] != '\\') return 0;
        if (_text[at + 1] == '\n') return 2;
        return _text[at + 1] == '\r' && at + 2 < end && _text[at + 2] == '\n' ? 3 : 0;
    }

    private void SkipBlanks(int end)
    {
        while (_at < end)
        {
            if (_text[_at] is ' ' or '\t' or '\r' or '\f' or '\v' or '\n' or '\uFEFF') _at++;
            else if (ContinuationAt(_at, end) is > 0 and var length) _at += length;
            else return;
        }
    }

    private void ReadComment(int end)
    {
        while (_at < end)
        {
            var lineEnd = Math.Min(end, PhysicalEnd(_at));
            var from = _at;
            while (from < lineEnd && (char.IsWhiteSpace(_text[from]) || _text[from] == '#')) from++;
            var to = lineEnd;
            if (lineEnd < end && to > from) to--;
            while (to > from && char.IsWhiteSpace(_text[to - 1])) to--;
            Add(from, to, Label.Comment, _request.Root, MakeCodecs.Comment);
            _at = Math.Max(lineEnd, Math.Min(end, AfterLineEnd(lineEnd)));
        }
    }

    // ---- leaves -----------------------------------------------------------------------------------------------

    private void Add(int start, int end, Label label, StructuralPath path, LeafCodec codec, SymbolReference? symbol = null)
    {
        if (!Failed) _leaves.Add(start, end, label, path, codec, symbol);
    }

    private void AddKeyword(int start, int end) => Add(start, end, Label.Keyword, _request.Root, MakeCodecs.Fixed);

    private void AddVariable(int start, int end, bool isDefinition)
    {
        var word = WordOf(_text.AsSpan(start, end - start));
        Add(start, end, Label.Variable, _request.Root, MakeCodecs.Name, isDefinition ? word.VariableDefinition : word.VariableUse);
    }

    private void AddTarget(int start, int end, bool isDefinition)
    {
        var word = WordOf(_text.AsSpan(start, end - start));
        Add(start, end, Label.Target, _request.Root, MakeCodecs.Target, isDefinition ? word.TargetDefinition : word.TargetUse);
    }

    private Word WordOf(ReadOnlySpan<char> name) => _words.Find(name) ?? _words.Add(new Word(name.ToString()));

    private StructuralPath PathOf(ReadOnlySpan<char> name) => WordOf(name).PathUnder(_request.Root);

    /// <summary>What is known of the name of a variable or a target. A name that is no whole one has no symbols.</summary>
    private sealed class Word(string name) : KnownName(name)
    {
        private readonly bool _isVariable = IsPlainName(name);
        private readonly bool _isTarget = !name.Contains('%', StringComparison.Ordinal);
        private SymbolReference? _variableDefinition;
        private SymbolReference? _variableUse;
        private SymbolReference? _targetDefinition;
        private SymbolReference? _targetUse;
        private StructuralPath? _path;

        public SymbolReference? VariableDefinition => _isVariable ? _variableDefinition ??= new SymbolReference("make.variable", Name, true) : null;

        public SymbolReference? VariableUse => _isVariable ? _variableUse ??= new SymbolReference("make.variable", Name, false) : null;

        public SymbolReference? TargetDefinition => _isTarget ? _targetDefinition ??= new SymbolReference("make.target", Name, true) : null;

        public SymbolReference? TargetUse => _isTarget ? _targetUse ??= new SymbolReference("make.target", Name, false) : null;

        public StructuralPath PathUnder(StructuralPath root) => _path ??= root.Child(Name);

        private static bool IsPlainName(string name)
        {
            if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] is '_' or '.')) return false;
            foreach (var c in name)
            {
                if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.' or '/')) return false;
            }

            return true;
        }
    }
}
