using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// Reads HCL in one pass, without tokens kept: each method reads one production of the native syntax specification,
/// adds its leaves and gives false where the text does not fit; the first problem ends the reading, and what is left
/// is covered as code. Depth is bounded, lookahead is bounded by what is read next, so time is linear.
/// </summary>
internal sealed partial class HclReader
{
    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private readonly HclNames _names = new();
    private readonly TerraformFile _terraform;
    private readonly List<string> _bound = [];
    private readonly bool _hasHoles;
    private int _at;
    private int _depth;
    private bool _newlinesAreBlank;
    private SyntaxProblem? _problem;

    /// <summary>Where leaves go while the text of a heredoc is collected for another language; null outside of one.</summary>
    private List<SyntaxLeaf>? _sink;

    public HclReader(ReadRequest request)
    {
        _request = request;
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
        _terraform = TerraformFile.Of(request);
        _hasHoles = !request.Holes.IsEmpty;
    }

    private bool AtEnd => _at >= _text.Length;

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    public SyntaxDocument Read()
    {
        if (Here == '\uFEFF') _at++;
        if (!ReadBody(BlockContext.File, _request.Root) && _problem is null) Fail("HCL was expected");
        FlushSink();
        if (_problem is not null) CoverRest();
        ImmutableArray<SyntaxProblem> problems = _problem is null ? [] : [_problem];
        return new SyntaxDocument(_request, _leaves.Build(), problems);
    }

    private char Next(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool Fail(string message) => FailAt(_at, message);

    private bool FailAt(int offset, string message)
    {
        var start = Math.Min(offset, _text.Length);
        _problem ??= new SyntaxProblem(new TextSpan(start, Math.Min(1, _text.Length - start)), message);
        return false;
    }

    private bool Enter() => ++_depth <= ReadRequest.MaxNesting || Fail($"brackets, blocks and expressions are nested more than {ReadRequest.MaxNesting} deep");

    private void Leave() => _depth--;

    /// <summary>Takes one sign where it stands here.</summary>
    private bool Take(char sign)
    {
        if (Here != sign || AtEnd) return false;
        _at++;
        return true;
    }

    private bool TakeLineEnd()
    {
        if (Here == '\n') _at++;
        else if (Here == '\r' && Next(1) == '\n') _at += 2;
        else return false;
        return true;
    }

    private bool AtLineEnd => Here == '\n' || (Here == '\r' && Next(1) == '\n');

    /// <summary>
    /// Passes blanks and comments ("Comments and Whitespace"), and line ends where brackets make them blank. A lone
    /// carriage return is no blank: HashiCorp's parser refuses it, and so does this one.
    /// </summary>
    private bool SkipBlank()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is ' ' or '\t') _at++;
            else if (c is '\n' or '\r' && _newlinesAreBlank && TakeLineEnd()) continue;
            else if (c == '#' || (c == '/' && Next(1) == '/')) ReadLineComment(c == '#' ? '#' : '/');
            else if (c == '/' && Next(1) == '*')
            {
                if (!ReadBlockComment()) return false;
            }
            else break;
        }

        return true;
    }

    /// <summary>
    /// Where the next sign or word begins, without passing anything: a name is added only once what it is for shows
    /// behind it, and comments between the two come after it.
    /// </summary>
    private int Ahead()
    {
        var at = _at;
        while (at < _text.Length)
        {
            var c = _text[at];
            var next = at + 1 < _text.Length ? _text[at + 1] : '\0';
            int length;
            if (c is ' ' or '\t') length = 1;
            else if (_newlinesAreBlank && c == '\n') length = 1;
            else if (_newlinesAreBlank && c == '\r' && next == '\n') length = 2;
            else if (c == '#' || (c == '/' && next == '/')) length = LengthOfLineComment(at);
            else if (c == '/' && next == '*') length = _text.AsSpan(at + 2).IndexOf("*/") is var close and >= 0 ? close + 4 : -1;
            else break;
            if (length < 0) return _text.Length;
            at += length;
        }

        return at;
    }

    private int LengthOfLineComment(int at)
    {
        var end = _text.AsSpan(at).IndexOf('\n');
        return end > 0 && _text[at + end - 1] == '\r' ? end - 1 : end;
    }

    private char CharAt(int at) => at < _text.Length ? _text[at] : '\0';

    private bool SkipLines()
    {
        if (!SkipBlank()) return false;
        while (TakeLineEnd())
        {
            if (!SkipBlank()) return false;
        }

        return true;
    }

    private void ReadLineComment(char sign)
    {
        var length = LengthOfLineComment(_at);
        var end = length < 0 ? _text.Length : _at + length;
        var start = _at;
        while (start < end && _text[start] == sign) start++;
        EmitTrimmed(start, end, Label.Comment, _request.Root, HclCodecs.LineComment);
        _at = end;
    }

    private bool ReadBlockComment()
    {
        var close = _text.AsSpan(_at + 2).IndexOf("*/");
        if (close < 0) return Fail("the comment is not closed");
        var end = _at + 2 + close;
        for (var line = _at + 2; line < end;)
        {
            var length = _text.AsSpan(line, end - line).IndexOf('\n');
            var lineEnd = length < 0 ? end : line + length;
            while (line < lineEnd && (char.IsWhiteSpace(_text[line]) || _text[line] == '*')) line++;
            EmitTrimmed(line, lineEnd, Label.Comment, _request.Root, HclCodecs.BlockComment);
            line = lineEnd + 1;
        }

        _at = end + 2;
        return true;
    }

    /// <summary>Adds text without the blanks around it.</summary>
    private void EmitTrimmed(int start, int end, Label label, StructuralPath path, LeafCodec codec)
    {
        while (_hasHoles && _request.Holes.NextStart(start) is var next && next < end && _request.Holes.At(next) is { } hole)
        {
            EmitTrimmedPart(start, next, label, path, codec);
            _leaves.Add(hole);
            start = hole.Span.End;
        }

        EmitTrimmedPart(start, end, label, path, codec);
    }

    private void EmitTrimmedPart(int start, int end, Label label, StructuralPath path, LeafCodec codec)
    {
        while (start < end && char.IsWhiteSpace(_text[start])) start++;
        while (end > start && char.IsWhiteSpace(_text[end - 1])) end--;
        Emit(TextSpan.FromBounds(start, end), label, path, codec);
    }

    /// <summary>Reads an identifier without adding it: what it is for shows only behind it.</summary>
    private bool TakeIdentifier(out TextSpan span, [NotNullWhen(true)] out string? name)
    {
        var end = HclCharacters.EndOfIdentifier(_text, _at);
        span = TextSpan.FromBounds(_at, end);
        name = null;
        if (span.IsEmpty) return false;
        name = _names.Get(_text.AsSpan(_at, end - _at));
        _at = end;
        return true;
    }

    private void Add(TextSpan span, Label label, StructuralPath path, SymbolReference? symbol = null) =>
        Emit(span, label, path, HclCodecs.Identifier, symbol);

    private void Emit(TextSpan span, Label label, StructuralPath path, LeafCodec codec, SymbolReference? symbol = null)
    {
        if (_sink is null) _leaves.Add(span, label, path, codec, symbol);
        else if (!span.IsEmpty) _sink.Add(new SyntaxLeaf(span, label, path, _request.Languages, codec, symbol));
    }

    /// <summary>Takes a hole of the language around this one as an opaque part.</summary>
    private bool TakeHole()
    {
        if (!_hasHoles || _request.Holes.At(_at) is not { } hole) return false;
        _leaves.Add(hole);
        _at = hole.Span.End;
        return true;
    }

    private void FlushSink()
    {
        if (_sink is null) return;
        foreach (var leaf in _sink) _leaves.Add(leaf);
        _sink = null;
    }

    /// <summary>What was not understood is still covered, line by line, as code.</summary>
    private void CoverRest()
    {
        for (var line = _leaves.Position; line < _text.Length;)
        {
            var length = _text.AsSpan(line).IndexOfAny('\n', '\r');
            var end = length < 0 ? _text.Length : line + length;
            EmitTrimmed(line, end, Label.Code, _request.Root, LeafCodec.Verbatim);
            line = end + 1;
        }
    }
}
