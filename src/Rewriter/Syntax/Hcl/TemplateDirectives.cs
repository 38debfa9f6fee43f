namespace Rewriter.Syntax.Hcl;

/// <summary>The directives that are open in one template.</summary>
internal struct TemplateDirectives
{
    private Stack<(string Word, int Bound)>? _open;

    /// <summary>How many names were bound before the loop that was closed last.</summary>
    public int BoundBefore { get; private set; }

    /// <summary>True where each has found its end.</summary>
    public readonly bool IsClosed => _open is null || _open.Count == 0;

    /// <summary>Takes the next directive; false where it cannot stand here.</summary>
    public bool Accept(string word, int bound)
    {
        switch (word)
        {
            case "if" or "for":
                (_open ??= new Stack<(string, int)>()).Push((word, bound));
                return true;
            case "else":
                if (IsClosed || _open!.Peek().Word != "if") return false;
                _open.Push((word, _open.Pop().Bound));
                return true;
            case "endif":
                return !IsClosed && _open!.Pop().Word is "if" or "else";
            case "endfor":
                if (IsClosed) return false;
                var (opened, before) = _open!.Pop();
                BoundBefore = before;
                return opened == "for";
            default:
                return false;
        }
    }
}
