using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Justfile;

/// <summary>
/// Reads a Justfile (the grammar of just's own documentation): settings, assignments, aliases, imports, modules,
/// attributes and recipes. A recipe's lines are shell texts in which <c>{{ … }}</c> is a hole.
/// </summary>
internal sealed partial class JustfileReader
{
    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private readonly bool _inHole;
    private readonly ImmutableArray<SyntaxProblem>.Builder _problems = ImmutableArray.CreateBuilder<SyntaxProblem>();
    private readonly NameTable<Word> _words = new();

    // What is needed for each command of a body is kept for the next one.
    private readonly List<TextSpan> _lines = [];
    private readonly List<Hole> _holes = [];
    private EmbeddedText.Builder? _script;
    private int _at;
    private int _depth;

    public JustfileReader(ReadRequest request, bool inHole = false)
    {
        _request = request with { Names = request.Names ?? new EmbeddedNames() };
        _text = request.Text;
        _inHole = inHole;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
    }

    private bool Failed => _problems.Count > 0;

    private bool AtEnd => _at >= _text.Length;

    /// <summary>Reads it all.</summary>
    public SyntaxDocument Read()
    {
        if (_text.StartsWith("#!", StringComparison.Ordinal))
        {
            var end = PhysicalEnd(0);
            AddTrimmed(2, end, Label.Directive, _request.Root, JustCodecs.Line);
            _at = end;
        }

        while (!AtEnd && !Failed) ReadItem();
        if (Failed) AddRest();
        return new SyntaxDocument(_request, _leaves.Build(), _problems.ToImmutable());
    }

    private void Fail(int at, string message)
    {
        if (!Failed) _problems.Add(new SyntaxProblem(new TextSpan(Math.Min(at, _text.Length), at < _text.Length ? 1 : 0), message));
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

    // ---- characters -------------------------------------------------------------------------------------------

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool AtLineEnd(int at) => at >= _text.Length || _text[at] == '\n' || (_text[at] == '\r' && (at + 1 >= _text.Length || _text[at + 1] == '\n'));

    private int PhysicalEnd(int at)
    {
        var length = _text.AsSpan(at).IndexOf('\n');
        if (length < 0) return _text.Length;
        return length > 0 && _text[at + length - 1] == '\r' ? at + length - 1 : at + length;
    }

    private int AfterLineEnd(int end) => end >= _text.Length ? end : _text[end] == '\r' && end + 1 < _text.Length ? end + 2 : end + 1;

    /// <summary>Skips blanks and joined lines; line ends as well where brackets are open.</summary>
    private void SkipBlanks(bool lines = false)
    {
        while (!AtEnd)
        {
            var c = _text[_at];
            if (c is ' ' or '\t' or '\uFEFF' || (lines && c is '\r' or '\n')) _at++;
            else if (c == '\\' && AtLineEnd(_at + 1) && _at + 1 < _text.Length) _at = AfterLineEnd(_at + 1);
            else if (lines && c == '#') ReadComment();
            else return;
        }
    }

    private void ReadComment()
    {
        var end = PhysicalEnd(_at);
        AddTrimmed(_at + 1, end, Label.Comment, _request.Root, JustCodecs.Line);
        if (!Failed) _at = end;
    }

    private int NameEnd(int at)
    {
        if (at >= _text.Length || !(char.IsAsciiLetter(_text[at]) || _text[at] == '_')) return at;
        while (at < _text.Length && (char.IsAsciiLetterOrDigit(_text[at]) || _text[at] is '_' or '-')) at++;
        return at;
    }

    private bool Take(char sign)
    {
        if (Peek() != sign) return false;
        _at++;
        return true;
    }

    // ---- leaves -----------------------------------------------------------------------------------------------

    private void Add(int start, int end, Label label, StructuralPath path, LeafCodec codec, SymbolReference? symbol = null)
    {
        if (!Failed) _leaves.Add(start, end, label, path, codec, symbol);
    }

    private void AddTrimmed(int start, int end, Label label, StructuralPath path, LeafCodec codec)
    {
        while (start < end && char.IsWhiteSpace(_text[start])) start++;
        while (end > start && char.IsWhiteSpace(_text[end - 1])) end--;
        Add(start, end, label, path, codec);
    }

    private void AddKeyword(int end)
    {
        Add(_at, end, Label.Keyword, _request.Root, JustCodecs.Fixed);
        _at = Failed ? _at : end;
    }

    private void AddVariable(int end, bool isDefinition)
    {
        Add(_at, end, Label.Variable, _request.Root, JustCodecs.Name, VariableOf(_at, end, isDefinition));
        _at = Failed ? _at : end;
    }

    private SymbolReference VariableOf(int start, int end, bool isDefinition)
    {
        var word = WordOf(start, end);
        return isDefinition ? new SymbolReference("just.variable", word.Name, true) : word.VariableUse;
    }

    private void AddTarget(int end, bool isDefinition)
    {
        var word = WordOf(_at, end);
        Add(_at, end, Label.Target, _request.Root, JustCodecs.Name, isDefinition ? new SymbolReference("just.recipe", word.Name, true) : word.RecipeUse);
        _at = Failed ? _at : end;
    }

    private Word WordOf(int start, int end)
    {
        var name = _text.AsSpan(start, end - start);
        return _words.Find(name) ?? _words.Add(new Word(name.ToString()));
    }

    /// <summary>What is known of the name of a variable or a recipe, which is declared once and used often.</summary>
    private sealed class Word(string name) : KnownName(name)
    {
        private SymbolReference? _variableUse;
        private SymbolReference? _recipeUse;

        public SymbolReference VariableUse => _variableUse ??= new SymbolReference("just.variable", Name, false);

        public SymbolReference RecipeUse => _recipeUse ??= new SymbolReference("just.recipe", Name, false);
    }
}
