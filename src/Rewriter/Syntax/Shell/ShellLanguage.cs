using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Shell;

/// <summary>Shell scripts as POSIX sh and bash read them: <c>.sh</c>, <c>.bash</c>, a shebang, <c>.bashrc</c>.</summary>
public sealed class ShellLanguage : ILanguage
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        ".bashrc", ".bash_profile", ".bash_aliases", ".bash_logout", ".bash_login", ".profile", ".envrc", ".kshrc", "PKGBUILD", "APKBUILD",
    };

    // Their text is a program of a template language, which only becomes a script.
    private static readonly HashSet<string> Templates = new(StringComparer.Ordinal) { ".tftmpl", ".tmpl", ".tpl", ".template", ".j2", ".erb", ".gotmpl", ".mustache", ".bats" };

    /// <summary>The one instance.</summary>
    public static ShellLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "shell";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["sh", "bash", "zsh", "ksh", "dash"];

    /// <inheritdoc/>
    public bool UnderstandsHoles => true;

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head)
    {
        if (Names.Contains(path.Name)) return 100;
        if (path.Extension is ".sh" or ".bash" or ".ksh") return 50;
        if (!HasShebang(head) || Templates.Contains(path.Extension)) return 0;
        return path.Extension.Length <= 1 || path.Name.LastIndexOf('.') == 0 ? 40 : 20;
    }

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new ShellReader(request).Read();

    /// <summary>Whether the first line names a shell of the Bourne family: <c>#!/usr/bin/env bash</c>.</summary>
    private static bool HasShebang(ReadOnlySpan<char> head)
    {
        if (!head.StartsWith("#!")) return false;
        var end = head.IndexOfAny('\r', '\n');
        var line = (end < 0 ? head : head[..end])[2..];
        foreach (var range in line.Split(' '))
        {
            var word = line[range];
            var name = word[(word.LastIndexOf('/') + 1)..];
            if (name is "sh" or "bash" or "dash" or "zsh" or "ksh" or "ash") return true;
        }

        return false;
    }

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
