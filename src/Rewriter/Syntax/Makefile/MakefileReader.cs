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
    private readonly Dictionary<string, StructuralPath> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Names> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Names> _targets = new(StringComparer.Ordinal);

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
        _request = request;
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
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
        if (!Failed && end > start) _leaves.Add(new SyntaxLeaf(TextSpan.FromBounds(start, end), label, path, _request.Languages, codec, symbol));
    }

    private void AddKeyword(int start, int end) => Add(start, end, Label.Keyword, _request.Root, MakeCodecs.Fixed);

    private void AddVariable(int start, int end, bool isDefinition)
    {
        var name = _text.AsSpan(start, end - start);
        if (!_variables.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var names))
        {
            var text = name.ToString();
            _variables[text] = names = IsPlainName(text) ? Names.Of("make.variable", text) : Names.None;
        }

        Add(start, end, Label.Variable, _request.Root, MakeCodecs.Name, isDefinition ? names.Definition : names.Use);
    }

    private void AddTarget(int start, int end, bool isDefinition)
    {
        var name = _text.AsSpan(start, end - start);
        if (!_targets.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var names))
            _targets[name.ToString()] = names = name.Contains('%') ? Names.None : Names.Of("make.target", name.ToString());
        Add(start, end, Label.Target, _request.Root, MakeCodecs.Target, isDefinition ? names.Definition : names.Use);
    }

    private static bool IsPlainName(string name) => name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '.') && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/');

    private StructuralPath PathOf(ReadOnlySpan<char> name)
    {
        if (_paths.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var path)) return path;
        var text = name.ToString();
        return _paths[text] = _request.Root.Child(text);
    }

    /// <summary>The symbol of a name where it is declared and where it is used; none for a name that is no whole one.</summary>
    private sealed record Names(SymbolReference? Definition, SymbolReference? Use)
    {
        public static Names None { get; } = new(null, null);

        public static Names Of(string kind, string name) => new(new SymbolReference(kind, name, true), new SymbolReference(kind, name, false));
    }
}
