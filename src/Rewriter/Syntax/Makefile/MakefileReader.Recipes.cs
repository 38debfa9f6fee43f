using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Makefile;

/// <summary>Recipes: shell texts in which the references of make are holes.</summary>
internal sealed partial class MakefileReader
{
    private void ReadRecipe(StructuralPath path)
    {
        if (!_oneShell)
        {
            ReadRecipeLine(path, Label.Code);
            return;
        }

        var lines = new List<TextSpan>();
        var at = _at;
        while (at < _text.Length && _text[at] == _prefix)
        {
            var end = LogicalEnd(at);
            var next = AfterLineEnd(end);
            AddPieces(SkipSigns(at + 1, end), next, lines);
            at = next;
        }

        EmbedShell(lines, path, Label.Code);
        if (!Failed) _at = at;
    }

    private void ReadRecipeLine(StructuralPath path, Label otherwise)
    {
        var end = LogicalEnd(_at);
        _lines.Clear();
        AddPieces(SkipSigns(_at + 1, end), end, _lines);
        EmbedShell(_lines, path, otherwise);
        if (!Failed) _at = AfterLineEnd(end);
    }

    /// <summary>The recipe behind the semicolon of a rule.</summary>
    private void ReadRecipeText(int end, StructuralPath path)
    {
        var pieces = new List<TextSpan>();
        AddPieces(SkipSigns(_at, end), end, pieces);
        EmbedShell(pieces, path, Label.Code);
        if (!Failed) _at = end;
    }

    /// <summary>Goes over <c>@</c>, <c>-</c> and <c>+</c> with which a recipe line begins.</summary>
    private int SkipSigns(int at, int end)
    {
        while (at < end && _text[at] is '@' or '-' or '+' or ' ' or '\t') at++;
        return at;
    }

    /// <summary>The pieces of a line whose continuations begin with the prefix, which the shell does not see.</summary>
    private void AddPieces(int start, int end, List<TextSpan> pieces)
    {
        while (start < end)
        {
            var next = Math.Min(AfterLineEnd(PhysicalEnd(start)), end);
            pieces.Add(TextSpan.FromBounds(start, next));
            start = next < end && _text[next] == _prefix ? next + 1 : next;
        }
    }

    /// <summary>Reads pieces of the text as one shell script; as text of a label where the shell does not understand it.</summary>
    private void EmbedShell(List<TextSpan> pieces, StructuralPath path, Label otherwise)
    {
        if (Failed || pieces.Count == 0) return;
        var whole = TextSpan.FromBounds(pieces[0].Start, pieces[^1].End);
        if (whole.IsEmpty) return;
        _holes.Clear();
        var at = whole.Start;
        foreach (var piece in pieces)
        {
            at = Math.Max(at, piece.Start);
            if (!AppendPiece(piece.End, whole.End, ref at)) return;
        }

        var embedded = _script.BuildAndKeep();
        if (_request.ReadEmbedded("shell", embedded.Text, path, _holes.Count == 0 ? null : new HoleSet([.. _holes])) is { } leaves)
        {
            _leaves.AddEmbedded(embedded, leaves, MakeCodecs.Recipe, whole);
        }
        else
        {
            _at = whole.Start;
            ReadText(whole.End, otherwise, path, comments: false);
        }
    }

    /// <summary>Appends a piece; a reference may reach beyond it, over a continuation.</summary>
    private bool AppendPiece(int end, int last, ref int at)
    {
        var run = at;
        while (at < end)
        {
            var length = _text.AsSpan(at, end - at).IndexOf('$');
            at = length < 0 ? end : at + length;
            if (at + 1 >= last || at >= end) break;
            _script.Append(new TextSpan(run, at - run));
            if (_text[at + 1] == '$')
            {
                _script.AppendEscape(new TextSpan(at, 2), "$");
                at += 2;
            }
            else if (!AppendReference(last, ref at))
            {
                return false;
            }

            run = at;
        }

        _script.Append(TextSpan.FromBounds(run, Math.Max(run, Math.Max(at, end))));
        at = Math.Max(at, end);
        return true;
    }

    private bool AppendReference(int last, ref int at)
    {
        var span = TextSpan.FromBounds(at, ReferenceEnd(at, last));
        var start = _script.Length;
        if (IsName(span) && _depth < ReadRequest.MaxNesting)
        {
            // What most references are: a name in brackets.
            var use = WordOf(_text.AsSpan(at + 2, span.Length - 3)).VariableUse;
            _holes.Add(new Hole(new TextSpan(start, span.Length), [new SyntaxLeaf(new TextSpan(start + 2, span.Length - 3), Label.Variable, _request.Root, _request.Languages, MakeCodecs.Name, use)]));
            _script.Append(span);
            at = span.End;
            return true;
        }

        var (leaves, wasInHole, here) = (_leaves, _inHole, _at);
        var inner = new LeafBuilder(_text, _request.Languages, _request.Root, span.Start);
        (_leaves, _inHole, _at) = (inner, true, span.Start);
        ReadReference(span.End);
        (_leaves, _inHole) = (leaves, wasInHole);
        if (Failed) return false;
        _at = here;
        _holes.Add(new Hole(new TextSpan(start, span.Length), inner.BuildHole(start - span.Start)));
        _script.Append(span);
        at = span.End;
        return true;
    }

    /// <summary>Whether a reference consists of a name in brackets, which holds no sign that means something there.</summary>
    private bool IsName(TextSpan reference)
    {
        if (reference.Length < 4 || _text[reference.Start + 1] is not ('(' or '{')) return false;
        var name = _text.AsSpan(reference.Start + 2, reference.Length - 3);
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.')) return false;
        }

        return _text[reference.End - 1] == (_text[reference.Start + 1] == '(' ? ')' : '}');
    }
}
