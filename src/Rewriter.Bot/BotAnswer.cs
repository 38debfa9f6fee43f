using System.Text;
using Rewriter.Migrations.PullRequests;

namespace Rewriter.Bot;

/// <summary>The texts with which commands are answered.</summary>
internal static class BotAnswer
{
    private const string Known = """
        | Command | |
        | --- | --- |
        | `/rewrite plan PHASE` | everything that a phase would do |
        | `/rewrite apply PHASE [DIGEST]` | carry it out, after the merge; the digest agrees to the plan that has it |
        | `/rewrite verify PHASE` | is everything as the phase leaves it |
        | `/rewrite rollback PHASE` | take it back |
        | `/rewrite explain PHASE` or `FILE:LINE` | what it does to resources; why a line says what it says |

        """;

    /// <summary>The line by which the answer to a comment is known again.</summary>
    public static string Marker(long comment) => $"<!-- rewrite:bot in-reply-to={comment} -->";

    /// <summary>What is known.</summary>
    public static string Help(BotCommand command) => $"{Quote(command)}\n\nThis is no command that is known.\n\n{Known}".ReplaceLineEndings("\n");

    /// <summary>A no.</summary>
    public static string Refusal(BotCommand command, string why) => $"{Quote(command)}\n\nRefused: {why}\n";

    /// <summary>What a command printed.</summary>
    public static string Output(BotCommand command, string where, int exitCode, string output, string errors)
    {
        var text = (output + errors).ReplaceLineEndings("\n").TrimEnd();
        var verdict = exitCode switch
        {
            0 => "**clean**",
            1 => command.Changes ? "**it waits**" : "**changes or findings**",
            _ => "**refused or failed**",
        };
        return new StringBuilder(Quote(command)).Append("\n\n").Append(verdict).Append(", ").Append(where).Append("\n\n")
            .Append("<details open><summary>Output</summary>\n\n").Append(Fenced(Shortened(text))).Append("\n</details>\n").ToString();
    }

    private static string Quote(BotCommand command) => "> " + MarkdownText.Code(command.Line.Length > 200 ? command.Line[..200] : command.Line);

    // The end says what came of it, the beginning what it was about.
    private static string Shortened(string text)
    {
        const int Most = MarkdownText.MaxLength - 4096;
        return text.Length <= Most ? text : $"{text[..(Most / 2)]}\n… {text.Length - Most} characters are left out …\n{text[^(Most / 2)..]}";
    }

    private static string Fenced(string text)
    {
        var marks = "```";
        while (text.Contains(marks, StringComparison.Ordinal)) marks += "`";
        return $"{marks}text\n{text}\n{marks}\n";
    }
}
