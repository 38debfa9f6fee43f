namespace Rewriter.Syntax.Hcl;

/// <summary>Which language a heredoc holds, where that is plain: by its shebang, its delimiter or the name it is given to.</summary>
internal static class HeredocLanguages
{
    /// <summary>The id of the language, or null for text.</summary>
    /// <param name="text">The file.</param>
    /// <param name="start">Where the heredoc's text begins.</param>
    /// <param name="delimiter">The word that closes it.</param>
    /// <param name="path">What it is given to.</param>
    public static string? Of(string text, int start, string delimiter, StructuralPath path)
    {
        var at = start;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        var length = text.AsSpan(at).IndexOf('\n');
        var first = text.AsSpan(at, length < 0 ? text.Length - at : length).TrimEnd();
        if (first.StartsWith("#!")) return IsShell(first) ? "shell" : null;
        if (first.StartsWith("#cloud-config")) return "yaml";
        return OfDelimiter(delimiter) ?? OfName(path.Segment);
    }

    private static bool IsShell(ReadOnlySpan<char> shebang)
    {
        foreach (var word in shebang[2..].ToString().Split(' ', '/', '\t'))
        {
            if (word is "sh" or "bash" or "dash" or "ksh" or "zsh" or "ash") return true;
        }

        return false;
    }

    private static string? OfDelimiter(string delimiter) => delimiter.ToUpperInvariant() switch
    {
        "SH" or "BASH" or "SHELL" or "ZSH" => "shell",
        "JSON" => "json",
        "YAML" or "YML" => "yaml",
        "HCL" or "TF" or "TERRAFORM" => "hcl",
        "TOML" => "toml",
        "MARKDOWN" or "MD" => "markdown",
        "DOCKERFILE" => "dockerfile",
        "MAKEFILE" => "makefile",
        _ => null,
    };

    private static string? OfName(string name) => name is "startup-script" or "startup_script" or "metadata_startup_script" or "shutdown-script" ? "shell" : null;
}
