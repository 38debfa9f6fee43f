using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Dockerfile;

/// <summary>
/// Reads a Dockerfile instruction by instruction (Dockerfile reference, BuildKit's parser): parser directives, line
/// continuations with comments between them, here-documents, shell and exec forms.
/// </summary>
internal sealed partial class DockerfileReader
{
    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private readonly ImmutableArray<SyntaxProblem>.Builder _problems = ImmutableArray.CreateBuilder<SyntaxProblem>();
    private readonly HashSet<string> _stages = new(StringComparer.OrdinalIgnoreCase);
    private readonly NameTable<Word> _words = new();
    private bool _hasVariables;
    private char _escape = '\\';
    private int _at;
    private int _end;

    public DockerfileReader(ReadRequest request)
    {
        _request = request with { Names = request.Names ?? new EmbeddedNames() };
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
    }

    private bool Failed => _problems.Count > 0;

    /// <summary>Reads it all.</summary>
    public SyntaxDocument Read()
    {
        ReadDirectives();
        while (_at < _text.Length && !Failed)
        {
            var lineEnd = PhysicalEnd(_at);
            if (IsBlankOrComment(_at, lineEnd)) ReadBlankOrComment(lineEnd);
            else ReadInstructionLine();
        }

        if (Failed) AddRest();
        return new SyntaxDocument(_request, _leaves.Build(), _problems.ToImmutable());
    }

    private void Fail(int at, string message)
    {
        if (Failed) return;
        _problems.Add(new SyntaxProblem(new TextSpan(Math.Min(at, _text.Length), at < _text.Length ? 1 : 0), message));
        _at = _end = _text.Length;
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

    /// <summary>Reads <c># name=value</c> lines at the very beginning; <c>escape</c> sets the escape character.</summary>
    private void ReadDirectives()
    {
        while (_at < _text.Length)
        {
            var end = PhysicalEnd(_at);
            var line = _text.AsSpan(_at, end - _at).Trim().TrimStart('\uFEFF');
            if (!line.StartsWith("#")) return;
            var content = line[1..].Trim();
            var equals = content.IndexOf('=');
            if (equals <= 0) return;
            var name = content[..equals].Trim();
            if (!(name.Equals("syntax", StringComparison.OrdinalIgnoreCase) || name.Equals("escape", StringComparison.OrdinalIgnoreCase) || name.Equals("check", StringComparison.OrdinalIgnoreCase))) return;
            var value = content[(equals + 1)..].Trim();
            if (name.Equals("escape", StringComparison.OrdinalIgnoreCase))
            {
                if (value is not ("`" or "\\"))
                {
                    Fail(_at, "the escape character can only be a backslash or a backtick");
                    return;
                }

                _escape = value[0];
            }

            var hash = _text.AsSpan(_at, end - _at).IndexOf('#');
            AddTrimmed(_at + hash + 1, end, Label.Directive, _request.Root, DockerCodecs.Line);
            _at = AfterLineEnd(end);
        }
    }

    // ---- lines ------------------------------------------------------------------------------------------------

    private int PhysicalEnd(int at)
    {
        var length = _text.AsSpan(at).IndexOf('\n');
        if (length < 0) return _text.Length;
        return length > 0 && _text[at + length - 1] == '\r' ? at + length - 1 : at + length;
    }

    private int AfterLineEnd(int end) => end >= _text.Length ? end : _text[end] == '\r' && end + 1 < _text.Length ? end + 2 : end + 1;

    private bool IsBlankOrComment(int at, int end)
    {
        var line = _text.AsSpan(at, end - at).TrimStart();
        return line.IsEmpty || line[0] == '#' || line.TrimStart('\uFEFF').IsEmpty;
    }

    private void ReadBlankOrComment(int end)
    {
        var hash = _text.AsSpan(_at, end - _at).IndexOf('#');
        if (hash >= 0) AddTrimmed(_at + hash + 1, end, Label.Comment, _request.Root, DockerCodecs.Line);
        _at = AfterLineEnd(end);
    }

    /// <summary>Where the escape character stands that continues a line, blanks behind it allowed; -1 where none does.</summary>
    private int ContinuationStart(int start, int end)
    {
        var at = end;
        while (at > start && _text[at - 1] is ' ' or '\t') at--;
        var count = 0;
        while (at - count > start && _text[at - count - 1] == _escape) count++;
        return count % 2 == 1 ? at - 1 : -1;
    }

    /// <summary>Where the instruction at an offset ends, continued lines and what stands between them included.</summary>
    private int LogicalEnd(int at)
    {
        while (true)
        {
            var end = PhysicalEnd(at);
            if (ContinuationStart(at, end) < 0 || end >= _text.Length) return end;
            at = AfterLineEnd(end);
            while (at < _text.Length && IsBlankOrComment(at, PhysicalEnd(at))) at = AfterLineEnd(PhysicalEnd(at));
            if (at >= _text.Length) return _text.Length;
        }
    }

    /// <summary>Whether a continuation stands here: the escape character, blanks and a line end.</summary>
    private bool AtContinuation()
    {
        if (_at >= _end || _text[_at] != _escape) return false;
        var at = _at + 1;
        while (at < _end && _text[at] is ' ' or '\t') at++;
        return at >= _end ? at == _text.Length || _text[at] is '\n' or '\r' : _text[at] == '\n' || (_text[at] == '\r' && at + 1 < _text.Length && _text[at + 1] == '\n');
    }

    /// <summary>Goes over a continuation, and reads the comments behind it.</summary>
    private void SkipContinuation()
    {
        _at = Math.Min(_end, AfterLineEnd(PhysicalEnd(_at)));
        while (_at < _end && IsBlankOrComment(_at, PhysicalEnd(_at))) ReadBlankOrComment(PhysicalEnd(_at));
        _at = Math.Min(_at, _end);
    }

    private void SkipBlanks()
    {
        while (_at < _end)
        {
            if (_text[_at] is ' ' or '\t' or '\r') _at++;
            else if (AtContinuation()) SkipContinuation();
            else return;
        }
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

    private Word WordOf(int start, int end) => WordOf(_text.AsSpan(start, end - start));

    private Word WordOf(ReadOnlySpan<char> name) => _words.Find(name) ?? _words.Add(new Word(name.ToString()));

    /// <summary>What is known of the name of an instruction or a variable.</summary>
    private sealed class Word(string name) : KnownName(name)
    {
        private string? _instruction;
        private StructuralPath? _path;
        private SymbolReference? _definition;
        private SymbolReference? _use;

        /// <summary>The name as an instruction is called.</summary>
        public string Instruction => _instruction ??= Name.ToUpperInvariant();

        /// <summary>True once ARG or ENV set it.</summary>
        public bool IsVariable { get; set; }

        /// <summary>The symbol of a variable where it is set.</summary>
        public SymbolReference Definition => _definition ??= new SymbolReference("docker.variable", Name, true);

        /// <summary>The symbol of a variable where it is used.</summary>
        public SymbolReference Use => _use ??= new SymbolReference("docker.variable", Name, false);

        /// <summary>The path of what an instruction holds.</summary>
        public StructuralPath PathUnder(StructuralPath root) => _path ??= root.Child(Instruction);
    }
}
