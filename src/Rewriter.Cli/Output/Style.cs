namespace Rewriter.Cli.Output;

/// <summary>Colours for a terminal; texts come back unchanged where there is none.</summary>
/// <param name="isColoured">True to colour.</param>
public sealed class Style(bool isColoured)
{
    /// <summary>No colours.</summary>
    public static Style Plain { get; } = new(false);

    /// <summary>Bold.</summary>
    public string Strong(string text) => Wrap("1", text);

    /// <summary>Dim.</summary>
    public string Faint(string text) => Wrap("2", text);

    /// <summary>Red: errors, removed lines.</summary>
    public string Bad(string text) => Wrap("31", text);

    /// <summary>Green: success, added lines.</summary>
    public string Good(string text) => Wrap("32", text);

    /// <summary>Yellow: warnings.</summary>
    public string Warn(string text) => Wrap("33", text);

    /// <summary>Cyan: places.</summary>
    public string Place(string text) => Wrap("36", text);

    private string Wrap(string code, string text) => isColoured ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
