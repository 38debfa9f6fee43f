using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>Bodies, attributes and blocks (specification, "Structural Elements").</summary>
internal sealed partial class HclReader
{
    private (BlockContext Block, string Argument)? _valueOf;

    private bool ReadBody(BlockContext block, StructuralPath path)
    {
        var attributes = default(HclAttributeNames);
        while (true)
        {
            if (!SkipLines()) return false;
            if (AtEnd) return block.Depth == 0 || Fail("the block is not closed");
            if (Here == '}' && block.Depth > 0)
            {
                _at++;
                return true;
            }

            if (_hasHoles && TakeHole()) continue;
            if (!ReadItem(block, path, ref attributes, out _)) return false;
            if (!SkipBlank()) return false;
            if (!AtEnd && !AtLineEnd) return Fail("a line end was expected behind an argument or a block");
        }
    }

    private bool ReadItem(BlockContext block, StructuralPath path, ref HclAttributeNames attributes, out bool isBlock)
    {
        isBlock = false;
        if (!TakeIdentifier(out var span, out var name)) return Fail("an argument or a block was expected");
        var ahead = Ahead();
        if (CharAt(ahead) == '=' && CharAt(ahead + 1) is not ('=' or '>'))
        {
            if (!attributes.Add(name)) return FailAt(span.Start, $"the argument '{name}' is set twice");
            return ReadAttribute(block, path, span, name);
        }

        if (CharAt(ahead) is not ('{' or '"') && HclCharacters.EndOfIdentifier(_text, ahead) == ahead) return FailAt(ahead, "'=' or a block was expected");
        isBlock = true;
        return ReadBlock(block, path, span, name);
    }

    private bool ReadAttribute(BlockContext block, StructuralPath path, TextSpan span, string name)
    {
        var own = path.Child(name);
        Add(span, Label.Key, own, _terraform.KeySymbol(block, name));
        if (!SkipBlank()) return false;
        _at++;
        var outer = _expression;
        _expression = TerraformFile.ContextOf(block, name, outer);
        if (block.Type == "dynamic" && name == "iterator") BindIterator();
        _valueOf = (block, name);
        var understood = ReadExpression(own);
        _valueOf = null;
        _expression = outer;
        return understood;
    }

    /// <summary>The iterator of a dynamic block is a name inside of it, not the type of a resource.</summary>
    private void BindIterator()
    {
        var start = _at;
        while (start < _text.Length && _text[start] is ' ' or '\t') start++;
        var end = HclCharacters.EndOfIdentifier(_text, start);
        if (end > start) _bound.Add(_names.Get(_text.AsSpan(start, end - start)));
    }

    private bool ReadBlock(BlockContext outer, StructuralPath path, TextSpan span, string type)
    {
        var own = path.Child(type);
        Add(span, Label.Keyword, own);
        var bound = _bound.Count;
        if (!ReadLabels(outer, type, ref own, out var block)) return false;
        if (type == "dynamic" && block.FirstLabel is { } iterator) _bound.Add(iterator);
        if (!Enter()) return false;
        _at++;
        var understood = ReadBlockContent(block, own);
        Leave();
        _bound.RemoveRange(bound, _bound.Count - bound);
        return understood;
    }

    private bool ReadLabels(BlockContext outer, string type, ref StructuralPath own, out BlockContext block)
    {
        block = new BlockContext(type, null, outer.Depth + 1);
        for (var index = 0; ; index++)
        {
            if (!SkipBlank()) return false;
            if (Here == '{') return true;
            if (!ReadLabel(block, index, ref own, out var name)) return false;
            if (index == 0) block = block with { FirstLabel = name };
        }
    }

    private bool ReadLabel(BlockContext block, int index, ref StructuralPath own, out string? name)
    {
        if (TakeIdentifier(out var span, out name))
        {
            own = own.Child(name);
            Add(span, TerraformFile.LabelOf(block, index, LastLabelFollows()), own, _terraform.LabelSymbol(block, index, name));
            return true;
        }

        if (Here != '"') return Fail("a label or '{' was expected");
        var start = _at + 1;
        if (!SkipPlainString(out var end)) return Fail("a label is a string in one line, without interpolations");
        span = TextSpan.FromBounds(start, end);
        name = HclCodecs.Quoted.Decode(_text, span);
        own = own.Child(name);
        var symbol = _terraform.LabelSymbol(block, index, name);
        var codec = symbol is null ? HclCodecs.Quoted : HclCodecs.QuotedName;
        Emit(span, TerraformFile.LabelOf(block, index, LastLabelFollows()), own, codec, symbol);
        return true;
    }

    /// <summary>True where nothing but the block's brace comes behind the label that was just read.</summary>
    private bool LastLabelFollows() => CharAt(Ahead()) == '{';

    private bool ReadBlockContent(BlockContext block, StructuralPath path)
    {
        if (!SkipBlank()) return false;
        if (AtLineEnd || Here == '}' || AtEnd) return ReadBody(block, path);

        // A block in one line holds one argument and nothing else ("Blocks": OneLineBlock).
        var attributes = default(HclAttributeNames);
        if (!ReadItem(block, path, ref attributes, out var isBlock)) return false;
        if (isBlock) return Fail("a block in one line cannot hold a block");
        if (!SkipBlank()) return false;
        return Take('}') || Fail("a block in one line holds one argument and is closed behind it");
    }
}
