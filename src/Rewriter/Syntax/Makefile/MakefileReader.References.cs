using System.Buffers;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Makefile;

/// <summary>Text with references in it: <c>$(NAME)</c>, <c>$(function arguments)</c>, <c>$X</c>.</summary>
internal sealed partial class MakefileReader
{
    private static readonly HashSet<string> Functions = new(StringComparer.Ordinal)
    {
        "subst", "patsubst", "strip", "findstring", "filter", "filter-out", "sort", "word", "wordlist", "words", "firstword", "lastword",
        "dir", "notdir", "suffix", "basename", "addsuffix", "addprefix", "join", "wildcard", "realpath", "abspath",
        "if", "or", "and", "intcmp", "foreach", "file", "call", "value", "eval", "origin", "flavor", "error", "warning", "info", "shell", "guile", "let",
    };

    private static readonly SearchValues<char> TextStops = SearchValues.Create("$#\\\n");

    private Dictionary<int, int>? _closes;
    private bool _hasUnclosed;

    /// <summary>Reads text up to an end: literal runs are leaves, references are read.</summary>
    private void ReadText(int end, Label label, StructuralPath path, bool comments)
    {
        var run = _at;
        while (_at < end && !Failed)
        {
            var c = _text[_at];
            if (c == '$' && _at + 1 < end && _text[_at + 1] != '$')
            {
                AddRuns(run, _at, label, path, CodecOf(label));
                ReadReference(end);
                run = _at;
            }
            else if (c == '#' && comments)
            {
                AddRuns(run, _at, label, path, CodecOf(label));
                ReadComment(end);
                return;
            }
            else if (ContinuationAt(_at, end) is > 0 and var continuation)
            {
                AddRuns(run, _at, label, path, CodecOf(label));
                _at += continuation;
                run = _at;
            }
            else if (c is '\n')
            {
                AddRuns(run, _at, label, path, CodecOf(label));
                run = ++_at;
            }
            else
            {
                var isPair = _at + 1 < end && ((c == '$' && _text[_at + 1] == '$') || (c == '\\' && _text[_at + 1] == '#'));
                _at += isPair ? 2 : 1;
                var length = _at >= end ? -1 : _text.AsSpan(_at, end - _at).IndexOfAny(TextStops);
                _at = length < 0 ? end : _at + length;
            }
        }

        AddRuns(run, Math.Min(_at, end), label, path, CodecOf(label));
    }

    private static LeafCodec CodecOf(Label label) => label switch
    {
        Label.Target => MakeCodecs.Target,
        Label.Variable => MakeCodecs.Name,
        _ => MakeCodecs.Value,
    };

    private void AddRuns(int start, int end, Label label, StructuralPath path, LeafCodec codec)
    {
        while (start < end && char.IsWhiteSpace(_text[start])) start++;
        while (end > start && char.IsWhiteSpace(_text[end - 1])) end--;
        Add(start, end, label, path, codec);
    }

    /// <summary>
    /// Where the reference at a dollar ends. Only brackets of the kind that opened it are counted, as make does. Found
    /// ends are kept, so that nested references are not searched again and again.
    /// </summary>
    private int ReferenceEnd(int at, int end)
    {
        if (at + 1 >= end) return at + 1;
        var open = _text[at + 1];
        if (open is not ('(' or '{')) return at + 2;
        var close = open == '(' ? ')' : '}';
        if (!_hasUnclosed)
        {
            // What most references are: one without brackets of its kind inside.
            var length = _text.AsSpan(at + 2, end - at - 2).IndexOfAny(open, close);
            if (length >= 0 && _text[at + 2 + length] == close) return at + length + 3;
        }

        return NestedReferenceEnd(at, end, open, close);
    }

    private int NestedReferenceEnd(int at, int end, char open, char close)
    {
        _closes ??= [];
        if (_closes.TryGetValue(at + 1, out var known)) return known < 0 || known >= end ? end : known + 1;
        var stack = new Stack<int>();
        for (var i = at + 1; i < end; i++)
        {
            var length = _text.AsSpan(i, end - i).IndexOfAny(open, close);
            if (length < 0) break;
            i += length;
            if (_text[i] == open)
            {
                stack.Push(i);
                continue;
            }

            _closes[stack.Pop()] = i;
            if (stack.Count == 0) return i + 1;
        }

        foreach (var unclosed in stack) _closes[unclosed] = -1;
        _hasUnclosed = true;
        return end;
    }

    private void ReadReference(int end)
    {
        var open = _text[_at + 1];
        if (open is not ('(' or '{'))
        {
            if (char.IsLetterOrDigit(open)) AddVariable(_at + 1, _at + 2, false);
            _at = Failed ? _at : Math.Min(end, _at + (char.IsWhiteSpace(open) ? 1 : 2));
            return;
        }

        var close = ReferenceEnd(_at, end) - 1;
        if (close < _at + 2 || _text[close] != (open == '(' ? ')' : '}') || (_closes is not null && _closes.TryGetValue(_at + 1, out var known) && known != close))
        {
            Fail(_at, $"the reference '${open}' is not closed");
            return;
        }

        if (++_depth > ReadRequest.MaxNesting)
        {
            Fail(_at, $"references are nested more than {ReadRequest.MaxNesting} levels deep");
            return;
        }

        _at += 2;
        ReadReferenceBody(close, open);
        if (!Failed) _at = close + 1;
        _depth--;
    }

    private void ReadReferenceBody(int close, char open)
    {
        var nameEnd = _at;
        while (nameEnd < close && _text[nameEnd] is not ('$' or ' ' or '\t' or ':' or '=' or ',' or '\\' or '\n' or '\r')) nameEnd++;
        if (nameEnd < close && nameEnd > _at && (_text[nameEnd] is ' ' or '\t' || ContinuationAt(nameEnd, close) > 0)
            && Functions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(_text.AsSpan(_at, nameEnd - _at), out var function))
        {
            TakeKeyword(nameEnd);
            ReadArguments(function, close, open);
            return;
        }

        if (nameEnd == close)
        {
            AddVariable(_at, close, false);
            return;
        }

        if (_text[nameEnd] is ':' or ' ' or '\t' && nameEnd > _at)
        {
            var path = PathOf(_text.AsSpan(_at, nameEnd - _at));
            AddVariable(_at, nameEnd, false);
            if (Failed) return;
            _at = nameEnd;
            ReadSubstitution(close, path);
            return;
        }

        ReadText(close, Label.Variable, _request.Root, comments: false);
    }

    /// <summary>Reads <c>:a=b</c> of <c>$(NAME:a=b)</c>: two values.</summary>
    private void ReadSubstitution(int close, StructuralPath path)
    {
        if (_text[_at] == ':') _at++;
        for (var at = _at; at < close; at++)
        {
            if (_text[at] == '$')
            {
                at = ReferenceEnd(at, close) - 1;
            }
            else if (_text[at] == '=')
            {
                ReadText(at, Label.Value, path, comments: false);
                if (!Failed) _at = at + 1;
                break;
            }
        }

        if (!Failed) ReadText(close, Label.Value, path, comments: false);
    }

    private void ReadArguments(string function, int close, char open)
    {
        SkipBlanks(close);
        if (function == "shell" && !_inHole)
        {
            EmbedShell([TextSpan.FromBounds(_at, close)], _request.Root, Label.Value);
            return;
        }

        for (var index = 0; _at < close && !Failed; index++)
        {
            var end = function is "shell" or "info" or "warning" or "error" or "eval" or "value" or "origin" or "flavor" ? close : ArgumentEnd(_at, close, open);
            SkipBlanks(end);
            var label = index == 0 && function is "call" or "value" or "origin" or "flavor" or "foreach" or "let" ? Label.Variable : Label.Value;
            if (label == Label.Variable) ReadNames(end, function is "foreach" or "let");
            if (_at < end) ReadText(end, Label.Value, _request.Root, comments: false);
            if (!Failed) _at = Math.Min(close, end + 1);
        }
    }

    /// <summary>Where an argument ends: at a comma outside of brackets of the kind that opened the reference.</summary>
    private int ArgumentEnd(int at, int close, char open)
    {
        var depth = 0;
        var closing = open == '(' ? ')' : '}';
        for (; at < close; at++)
        {
            var c = _text[at];
            if (c == '$' && at + 1 < close && _text[at + 1] is '(' or '{') at = ReferenceEnd(at, close) - 1;
            else if (c == open) depth++;
            else if (c == closing) depth--;
            else if (c == ',' && depth <= 0) return at;
        }

        return close;
    }
}
