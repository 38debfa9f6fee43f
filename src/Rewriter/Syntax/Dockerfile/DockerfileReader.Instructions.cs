using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Dockerfile;

/// <summary>The instructions.</summary>
internal sealed partial class DockerfileReader
{
    private static readonly HashSet<string> Instructions = new(StringComparer.Ordinal)
    {
        "FROM", "RUN", "CMD", "LABEL", "MAINTAINER", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER", "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
    };

    private void ReadInstructionLine()
    {
        var end = LogicalEnd(_at);
        _end = end;
        ReadInstruction(nesting: 0);
        if (Failed) return;
        _end = end;
        SkipBlanks();
        if (_at < end) AddTrimmed(_at, end, Label.Code, _request.Root, DockerCodecs.Line);
        if (_at <= end) _at = AfterLineEnd(end);
        ReadHeredocBodies();
    }

    private void ReadInstruction(int nesting)
    {
        SkipBlanks();
        while (_at < _end && _text[_at] == '\uFEFF') _at++;
        var start = _at;
        while (_at < _end && char.IsAsciiLetter(_text[_at])) _at++;
        var word = WordOf(start, _at);
        var name = word.Instruction;
        if (!Instructions.Contains(name) || (_at < _end && !char.IsWhiteSpace(_text[_at]) && !AtContinuation() && _text[_at] is not ('[' or '"')))
        {
            Fail(start, "an instruction was expected");
            return;
        }

        Add(start, _at, Label.Keyword, _request.Root, DockerCodecs.Fixed);
        SkipBlanks();
        ReadOperands(name, word.PathUnder(_request.Root), nesting);
    }

    private void ReadOperands(string name, StructuralPath path, int nesting)
    {
        switch (name)
        {
            case "FROM": ReadFrom(path); break;
            case "RUN": ReadFlags(path); ReadRun(path); break;
            case "CMD" or "ENTRYPOINT" or "SHELL": ReadCommand(path); break;
            case "COPY" or "ADD": ReadFlags(path); ReadCopy(path); break;
            case "ENV" or "LABEL": ReadPairs(path, name == "ENV"); break;
            case "ARG": ReadArguments(path); break;
            case "HEALTHCHECK": ReadHealthcheck(path); break;
            case "ONBUILD" when nesting == 0: ReadInstruction(nesting + 1); break;
            case "ONBUILD": Fail(_at, "ONBUILD cannot follow ONBUILD"); break;
            case "VOLUME" when TryReadExec(path, Label.Value, Label.Value): break;
            default: ReadWords(Label.Value, path); break;
        }
    }

    private void ReadFrom(StructuralPath path)
    {
        ReadFlags(path);
        if (_at >= _end)
        {
            Fail(_at, "FROM needs an image");
            return;
        }

        var start = _at;
        var end = WordEnd(start);
        if (IsStage(start, end)) ReadStage(end, Label.Value, path, isDefinition: false);
        else ReadWord(Label.Value, path);
        SkipBlanks();
        if (_at >= _end) return;
        if (_at + 2 > _end || !_text.AsSpan(_at, 2).Equals("as", StringComparison.OrdinalIgnoreCase))
        {
            Fail(_at, "FROM has an image, and AS with a name");
            return;
        }

        Add(_at, _at + 2, Label.Keyword, _request.Root, DockerCodecs.Fixed);
        _at += 2;
        SkipBlanks();
        end = WordEnd(_at);
        if (end == _at)
        {
            Fail(_at, "AS needs a name");
            return;
        }

        _stages.Add(_text[_at..end]);
        ReadStage(end, Label.Symbol, _request.Root, isDefinition: true);
    }

    private bool IsStage(int start, int end) => _stages.GetAlternateLookup<ReadOnlySpan<char>>().Contains(_text.AsSpan(start, end - start));

    private void ReadStage(int end, Label label, StructuralPath path, bool isDefinition)
    {
        Add(_at, end, label, path, DockerCodecs.Name, new SymbolReference("docker.stage", _text[_at..end], isDefinition));
        _at = end;
    }

    private void ReadFlags(StructuralPath path)
    {
        while (_at + 2 < _end && _text[_at] == '-' && _text[_at + 1] == '-' && !Failed)
        {
            var end = _at + 2;
            while (end < _end && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '-' or '_')) end++;
            var flag = WordOf(_at, end).Name;
            Add(_at, end, Label.Argument, path, DockerCodecs.Fixed);
            _at = end;
            if (_at < _end && _text[_at] == '=')
            {
                _at++;
                ReadFlagValue(flag, path.Child(flag));
            }
            else if (_at < _end && !char.IsWhiteSpace(_text[_at]) && !AtContinuation())
            {
                ReadWord(Label.Argument, path);
            }

            SkipBlanks();
        }
    }

    private void ReadFlagValue(string flag, StructuralPath path)
    {
        var end = WordEnd(_at);
        if (flag == "--from" && IsStage(_at, end))
        {
            ReadStage(end, Label.Value, path, isDefinition: false);
            return;
        }

        if (flag == "--mount" && !_text.AsSpan(_at, end - _at).ContainsAny("\"'$\\`")) ReadMount(end, path);
        else ReadWord(Label.Value, path);
    }

    /// <summary>Reads <c>type=cache,target=/x,from=stage</c>: names are keys, what they are set to lies under them.</summary>
    private void ReadMount(int end, StructuralPath path)
    {
        while (_at < end)
        {
            var comma = _text.AsSpan(_at, end - _at).IndexOf(',');
            var stop = comma < 0 ? end : _at + comma;
            var equals = _text.AsSpan(_at, stop - _at).IndexOf('=');
            var nameEnd = equals < 0 ? stop : _at + equals;
            var name = WordOf(_at, nameEnd).Name;
            Add(_at, nameEnd, Label.Key, path, DockerCodecs.Name);
            if (equals >= 0)
            {
                var symbol = name == "from" && IsStage(nameEnd + 1, stop) ? new SymbolReference("docker.stage", _text[(nameEnd + 1)..stop], false) : null;
                Add(nameEnd + 1, stop, Label.Value, path.Child(name), symbol is null ? DockerCodecs.Word : DockerCodecs.Name, symbol);
            }

            _at = Math.Min(end, stop + 1);
        }
    }

    private void ReadCommand(StructuralPath path)
    {
        if (!TryReadExec(path, Label.Command, Label.Argument)) ReadShell(path);
    }

    private void ReadRun(StructuralPath path)
    {
        if (TryReadExec(path, Label.Command, Label.Argument)) return;
        if (IsOnlyHeredocs())
        {
            ReadHeredocWords(path, isScript: true);
            return;
        }

        ReadShell(path);
    }

    private void ReadHealthcheck(StructuralPath path)
    {
        ReadFlags(path);
        var end = WordEnd(_at);
        var word = _text.AsSpan(_at, end - _at);
        if (!word.Equals("CMD", StringComparison.OrdinalIgnoreCase) && !word.Equals("NONE", StringComparison.OrdinalIgnoreCase))
        {
            Fail(_at, "HEALTHCHECK needs CMD or NONE");
            return;
        }

        var isCommand = word.Length == 3;
        Add(_at, end, Label.Keyword, _request.Root, DockerCodecs.Fixed);
        _at = end;
        SkipBlanks();
        if (isCommand) ReadCommand(path);
    }

    private void ReadCopy(StructuralPath path)
    {
        if (TryReadExec(path, Label.Argument, Label.Argument)) return;
        ReadHeredocWords(path, isScript: false);
    }

    private void ReadWords(Label label, StructuralPath path)
    {
        while (_at < _end && !Failed)
        {
            ReadWord(label, path);
            SkipBlanks();
        }
    }

    private void ReadArguments(StructuralPath path)
    {
        while (_at < _end && !Failed)
        {
            ReadPair(path, isVariable: true);
            SkipBlanks();
        }
    }

    /// <summary>Reads <c>a=b c=d</c>, or the older <c>a b</c>, in which the value goes to the end.</summary>
    private void ReadPairs(StructuralPath path, bool isVariable)
    {
        var end = WordEnd(_at);
        if (KeyEnd(end) < end)
        {
            while (_at < _end && !Failed)
            {
                ReadPair(path, isVariable);
                SkipBlanks();
            }

            return;
        }

        if (_at >= _end) return;
        var name = WordOf(_at, end).Name;
        AddKey(end, path, isVariable);
        SkipBlanks();
        if (_at >= _end) Fail(_at, $"'{name}' has no value");
        else ReadWord(Label.Value, path.Child(name), toEnd: true);
    }

    private void ReadPair(StructuralPath path, bool isVariable)
    {
        var end = WordEnd(_at);
        var keyEnd = KeyEnd(end);
        var name = WordOf(_text.AsSpan(_at, keyEnd - _at).Trim("\"'")).Name;
        AddKey(keyEnd, path, isVariable);
        if (keyEnd >= end || Failed) return;
        _at = keyEnd + 1;
        if (_at < _end && !char.IsWhiteSpace(_text[_at])) ReadWord(Label.Value, path.Child(name));
    }

    private void AddKey(int end, StructuralPath path, bool isVariable)
    {
        var name = _text.AsSpan(_at, end - _at);
        var isPlain = name.IndexOfAny("\"'$\\`") < 0;
        if (isPlain && isVariable)
        {
            var word = WordOf(name);
            word.IsVariable = _hasVariables = true;
            Add(_at, end, Label.Key, path, DockerCodecs.Variable, word.Definition);
        }
        else if (isPlain) Add(_at, end, Label.Key, path, DockerCodecs.Name);
        else ReadPieces(end, Label.Key, path);
        _at = Failed ? _at : end;
    }

    private int KeyEnd(int end)
    {
        char quote = '\0';
        for (var at = _at; at < end; at++)
        {
            if (quote != '\0') quote = _text[at] == quote ? '\0' : quote;
            else if (_text[at] is '"' or '\'') quote = _text[at];
            else if (_text[at] == '=') return at;
        }

        return end;
    }
}
