using System.Text.RegularExpressions;
using Rewriter.Tests.Deployment;

namespace Rewriter.Tests.Docs;

/// <summary>What documents quote stands where they say, and what they link to exists.</summary>
public sealed partial class GuideTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs");

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Folder, "*.md", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Folder, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Quoted_code_stands_in_its_file(string page)
    {
        foreach (Match quote in Quote().Matches(ReadPage(page)))
        {
            var file = File.ReadAllText(Path.Combine(Repository.Root, quote.Groups["file"].Value)).ReplaceLineEndings("\n");
            Assert.Contains(Unindented(quote.Groups["code"].Value), Unindented(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Folder, page))!;
        var broken = Link().Matches(Fence().Replace(ReadPage(page), "\n"))
            .Select(l => l.Groups[1].Value)
            .Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith('#'))
            .Where(l => !Path.Exists(Path.Combine(folder, l.Split('#')[0])));

        Assert.Empty(broken);
    }

    private static string ReadPage(string page) => File.ReadAllText(Path.Combine(Folder, page)).ReplaceLineEndings("\n");

    // A quote may leave the indentation out.
    private static string Unindented(string text) => Regex.Replace(text, "^[ \t]+", string.Empty, RegexOptions.Multiline);

    [GeneratedRegex("^```[a-z]+ from=(?<file>\\S+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Quote();

    [GeneratedRegex("^ *```.*?^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("\\]\\(([^)\\s]+)\\)")]
    private static partial Regex Link();
}
