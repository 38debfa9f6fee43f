using System.Text.RegularExpressions;

namespace Rewriter.Bot;

/// <summary>A command in a comment.</summary>
/// <param name="Verb">What is asked for.</param>
/// <param name="Subject">The phase, or <c>FILE:LINE</c> for an explanation; empty for help.</param>
/// <param name="Digest">The digest of the plan that is agreed to; null where none was given.</param>
/// <param name="Line">The line as written.</param>
public sealed partial record BotCommand(BotVerb Verb, string Subject, string? Digest, string Line)
{
    private const string Prefix = "/rewrite";

    /// <summary>True where it changes something, so that one that is not sure is not carried out.</summary>
    public bool Changes => Verb is BotVerb.Apply or BotVerb.Rollback;

    /// <summary>
    /// The commands of a comment: lines that begin with <c>/rewrite</c>. What is quoted, code or hidden is somebody else's
    /// words or an example, and no command.
    /// </summary>
    public static IReadOnlyList<BotCommand> In(string comment)
    {
        var commands = new List<BotCommand>();
        var fence = string.Empty;
        var isHidden = false;
        foreach (var line in comment.ReplaceLineEndings("\n").Split('\n'))
        {
            var text = line.TrimEnd();
            if (fence.Length == 0 && !isHidden && IsCommand(text)) commands.Add(Parse(text));
            if (FenceOf(text) is { } marks && !isHidden)
            {
                if (fence.Length == 0) fence = marks;
                else if (marks[0] == fence[0] && marks.Length >= fence.Length && text.Trim() == marks) fence = string.Empty;
            }

            if (fence.Length == 0) isHidden = IsHiddenAfter(text, isHidden);
        }

        return commands;
    }

    private static bool IsCommand(string line) =>
        line.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && (line.Length == Prefix.Length || char.IsWhiteSpace(line[Prefix.Length]));

    private static BotCommand Parse(string line)
    {
        var words = line[Prefix.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var verb = words.Length is 2 or 3 && Enum.TryParse<BotVerb>(words[0], ignoreCase: true, out var named) && !char.IsAsciiDigit(words[0][0]) ? named : BotVerb.Help;
        var isSubject = words.Length > 1 && (verb == BotVerb.Explain ? Place().IsMatch(words[1]) || Name().IsMatch(words[1]) : Name().IsMatch(words[1]));
        var digest = words.Length == 3 ? words[2] : null;
        return verb == BotVerb.Help || !isSubject || (digest is not null && (verb != BotVerb.Apply || !DigestPattern().IsMatch(digest)))
            ? new BotCommand(BotVerb.Help, string.Empty, null, line)
            : new BotCommand(verb, words[1], digest, line);
    }

    private static string? FenceOf(string line)
    {
        var text = line.TrimStart();
        if (line.Length - text.Length > 3 || text.Length < 3 || text[0] is not ('`' or '~')) return null;
        var marks = text[..(text.Length - text.TrimStart(text[0]).Length)];
        return marks.Length >= 3 ? marks : null;
    }

    // A comment of HTML can span lines; what is in it, nobody reads.
    private static bool IsHiddenAfter(string line, bool isHidden)
    {
        var open = line.LastIndexOf("<!--", StringComparison.Ordinal);
        var close = line.LastIndexOf("-->", StringComparison.Ordinal);
        return open < 0 && close < 0 ? isHidden : open > close;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9_.][^\s:]{0,400}:[0-9]{1,7}$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("^[0-9a-f]{12,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex DigestPattern();
}
