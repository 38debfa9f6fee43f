using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax;

/// <summary>
/// For every language: constructs in any order and number, with LF or CRLF, with a byte order mark, with tabs for blanks,
/// without a final line end. A file of them is understood, says the same in each of these forms, and lets its names be
/// changed and nothing else.
/// </summary>
public sealed class ConstructPropertyTests
{
    private static readonly Dictionary<string, Constructs> All = new(StringComparer.Ordinal)
    {
        ["a.yaml"] = new(
            "# old\n", "k: old value # old\n", "q: 'it''s old'\n", "d: \"a\\told\\u00e9\"\n", "l: |\n  old\n\n    deep old\n", "f: >-\n  old\n  folded old\n", "i: |2+\n    old\n\n",
            "s:\n  - old\n  - k: old\n    m: [old, {old: 1}]\n", "a: &old v\n", "t: !old v\n", "p: plain\n  old over lines\n", "? old\n: v\n", "e:\n", "\n", "\"old\": 1\n", "u: 😀 old\n", "w:\told\t# old\n") { AllowsTabs = false },
        [".github/workflows/a.yml"] = new(
            "      - uses: acme/old@v1\n        with:\n          old: x\n", "      - run: old --flag \"${{ env.old }}\" | tee old.log\n", "      - run: |\n          if old; then\n            echo ${{ github.sha }} old\n          fi\n",
            "      - if: github.ref == 'old' && needs.old.result\n        run: >-\n          old\n          a\n", "      - name: Of ${{ matrix.old }} old\n", "      # old\n", "      - run: Write-Host old\n        shell: pwsh\n")
        { AllowsTabs = false, Head = "on: push\njobs:\n  a:\n    steps:\n      - run: a\n" },
        ["templates/a.yaml"] = new(
            "{{- if .Values.old }}\nk: old\n{{- end }}\n", "name: {{ include \"old.name\" . }}-old\n", "# old {{ .x }}\n", "l: {{ .Values.a | default \"old\" | quote }}\n", "{{/* old */}}\n", "s: |\n  {{ old }} old\n", "{{ range $i, $old := .Values.l }}\n- {{ $old }}\n{{ end }}\n") { AllowsTabs = false },
        ["main.tf"] = new(
            "# old\n", "/* old\n old */\n", "resource \"t\" \"old\" {\n  name = \"old-${var.old}\"\n  // old\n}\n", "locals {\n  a = [for x in local.old : x.old if x != \"old\"]\n}\n", "b \"old\" {}\n", "v# = \"%{ if var.old }old%{ else }x%{ endif }\"\n",
            "h# = <<EOF\nold ${old.x}\nEOF\nj# = old\n", "i# = <<-EOF\n    old\n    EOF\nk# = old\n", "o# = {\n  old = 1\n  \"old\" : old.a[*].b\n}\n", "c# = f(old, \"\\\"old\\\"\")\n", "\n"),
        ["Makefile"] = new(
            "# old\n", "OLD ?= old $(old)\n", "old: a old | b\n\t@echo \"$(old) $$old\"\n\told --x \\\n\t\told\n", ".PHONY: old\n", "define old\nold $(1)\nendef\n", "ifeq ($(old),x)\nV := old\nelse\nV := y\nendif\n", "include old.mk\n", "V != old | cat\n", "$(eval old=x)\n", "\n"),
        ["a.sh"] = new(
            "# old\n", "old --x=\"$old ${old:-old}\" 'old' >old.log 2>&1\n", "export old=\"old\"\n", "if old; then\n  echo old\nfi\n", "for old in a old; do echo \"$old\"; done\n", "old() {\n  local x=$(old)\n}\n", "cat <<E\nold $old\nE\n", "cat <<-'E'\n\told $x\n\tE\n",
            "case $old in old|b) old ;; esac\n", "[[ $old =~ ^old ]] && ((old++))\n", "a=(old b)\n", "x=`old a`\n", "old <<<\"$old\"\n", "\n"),
        ["Dockerfile"] = new(
            "# old\n", "RUN old --x \\\n    && old\n", "ENV old=\"old\" B=old\n", "ARG old=old\n", "COPY --from=old old /old\n", "CMD [\"old\", \"-x\"]\n", "RUN <<E\nold $old\nE\n", "LABEL old=\"old\"\n", "FROM old AS old\n", "WORKDIR /old/${old}\n", "\n") { Head = "FROM a\n" },
        [".env"] = new("# old\n", "OLD=old\n", "export A=\"old ${old}\" # old\n", "B='old'\n", "C=\n", "D=\"old\nold\"\n", "\n"),
        ["a.json"] = new("  \"old\": \"old\\tx\",\n", "  \"a\": [1, true, null, \"old\"],\n", "  \"b\": {\"old\": -1.5e3},\n", "\n") { Head = "{\n", Tail = "  \"z\": 0\n}\n" },
        ["a.toml"] = new("# old\n", "[old#.a]\n", "old# = \"old\\tx\"\n", "k# = 'old'\n", "m# = \"\"\"\nold\nold\"\"\"\n", "l# = ['old', {old = 1}]\n", "[[old#]]\n", "\"old#\" = 1979-05-27\n", "\n"),
        ["justfile"] = new(
            "# old\n", "old# := \"old\" + old\n", "old#: (b# \"old\")\n    @echo old {{old}}\n    old\n", "b# x='old' *old:\n    echo {{ x + \"old\" }}\n", "export E# := `old a`\n", "alias a# := old#\n", "s#:\n    #!/bin/sh\n    old {{x}}\n", "\n"),
        ["a.md"] = new(
            "# Of old\n\n", "Text of old and `old` in [old](old.md \"old\").\n\n", "- old\n  - deep old\n\n", "```sh\nold $old\n```\n\n", "```\nold\n```\n\n", "> old\n\n", "| a | old |\n|---|---|\n| old | b |\n\n", "<b old=\"x\">old</b>\n\n", "    old code\n\n", "![old](old.png) https://old.example/old\n\n", "\n"),
        ["a.cs"] = new(
            "// old\n", "/* old\n * old */\n", "/// <summary>Of <see cref=\"old.X\"/> &lt; <c>old</c></summary>\n/// <param name=\"old\">old</param>\n", "namespace old# { }\n", "class C# { string old = \"old\\t\" + @\"old\" + $\"old{old:x}\"; }\n", "class D# { const string S = \"\"\"\n    old\n    \"\"\"; }\n",
            "#region old\n#endregion\n", "#if OLD\nold x;\n#endif\n", "class E# { void M(int old) => nameof(old); }\n", "\n"),
    };

    public static TheoryData<string> Files => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_construct_says_the_same_in_every_form_and_prints_its_bytes(string name) => ForFiles(name, (file, form) =>
    {
        var plain = ReaderHarness.Read(name, file);
        Assert.True(plain.IsUnderstood, plain.Problems.FirstOrDefault()?.ToString());

        var bytes = form.Write(file);
        var source = SourceFile.Read(RepoPath.Parse(name), bytes, out _)!;
        var document = LanguageCatalog.Read(source);
        ReaderHarness.AssertCovers(document);
        Assert.Equal(ReaderHarness.Describe(plain).Select(Folded), ReaderHarness.Describe(document).Select(Folded));
        Assert.Equal(bytes, source.Encode(document.Print()));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void A_name_in_any_construct_is_renamed_with_every_other_byte_kept(string name) => ForFiles(name, (file, form) =>
    {
        var source = SourceFile.Read(RepoPath.Parse(name), form.Write(file), out _)!;
        var document = LanguageCatalog.Read(source);
        var text = source.Text;
        var changes = new List<TextChange>();
        for (var at = text.IndexOf("old", StringComparison.Ordinal); at >= 0; at = text.IndexOf("old", at + 3, StringComparison.Ordinal)) changes.Add(new TextChange(new TextSpan(at, 3), "renamed"));

        var outcome = DocumentEditor.Edit(source, document, changes);

        Assert.True(outcome.IsProven, outcome.Refusals.FirstOrDefault()?.ToString());
        Assert.Equal(form.Write(file.Replace("old", "renamed", StringComparison.Ordinal)), source.WithChanges(outcome.Changes));
    });

    private static void ForFiles(string name, Action<string, Form> check)
    {
        var constructs = All[name];
        var form = from isCrLf in Gen.Elements(false, true)
                   from hasMark in Gen.Elements(false, true)
                   from isClosed in Gen.Elements(false, true)
                   from hasTabs in Gen.Elements(false, constructs.AllowsTabs)
                   select new Form(isCrLf, hasMark, isClosed, hasTabs);
        var file = Gen.NonEmptyListOf(Gen.Elements(constructs.Pieces)).Select(list => list.ToArray()).Zip(form, (pieces, f) => (Pieces: pieces, Form: f));
        ReaderProperties.Check(
            file,
            f => ReaderProperties.Shorter(f.Pieces).Select(pieces => (pieces, f.Form)),
            count: 60,
            longest: 14,
            f => check(f.Form.Indent(constructs.Write(f.Pieces)), f.Form));
    }

    /// <summary>How many line ends an empty line makes is no matter here.</summary>
    private static string Folded(string leaf) => leaf.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Pieces of files; <c>#</c> behind a name stands for a number that is another one in each piece.</summary>
    private sealed record Constructs(params string[] Pieces)
    {
        public string Head { get; init; } = string.Empty;

        public string Tail { get; init; } = string.Empty;

        /// <summary>True where a tab may indent as two blanks do.</summary>
        public bool AllowsTabs { get; init; } = true;

        public string Write(string[] pieces) => Head + string.Concat(pieces.Select((piece, i) => Numbered(piece, i))) + Tail;

        private static string Numbered(string piece, int number)
        {
            var text = new StringBuilder(piece.Length);
            for (var i = 0; i < piece.Length; i++)
            {
                if (piece[i] == '#' && i > 0 && char.IsAsciiLetter(piece[i - 1])) text.Append(number);
                else text.Append(piece[i]);
            }

            return text.ToString();
        }
    }

    private sealed record Form(bool IsCrLf, bool HasMark, bool IsClosed, bool HasTabs)
    {
        public string Indent(string text) => HasTabs ? text.Replace("  ", "\t", StringComparison.Ordinal) : text;

        public byte[] Write(string text)
        {
            if (!IsClosed) text = text.TrimEnd('\n');
            if (IsCrLf) text = text.Replace("\n", "\r\n", StringComparison.Ordinal);
            return [.. HasMark ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(text)];
        }
    }
}
