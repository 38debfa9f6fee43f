using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Tests.Deployment;

namespace Rewriter.Tests.Docs;

/// <summary>The pages below docs/diagnostics say what the table of messages says.</summary>
public sealed class DiagnosticPagesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "diagnostics");

    private static readonly DiagnosticDescriptor[] All =
        [.. typeof(Descriptors).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(d => d.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Codes => [.. All.Select(d => d.Id).Distinct()];

    [Fact]
    public void Every_message_has_a_code_of_its_own_and_every_code_a_page()
    {
        Assert.True(All.Length > 50, $"only {All.Length} messages were found");
        var pages = Directory.GetFiles(Folder, "RW*.md").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal);

        Assert.Equal(All.Select(d => d.Id), pages);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_stands_in_the_block_of_its_category(string code)
    {
        var descriptor = Find(code);

        Assert.Matches("^RW[0-9]{4}$", code);
        var category = code[2] switch { '0' => "Text", '1' => "Syntax", '2' => "Rules", '3' => "Migration", '4' => "Deployment", '5' => "GitHub", _ => "none" };
        Assert.Equal(category, descriptor.Category);
        Assert.Equal($"docs/diagnostics/{code}.md", descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_shows_its_message_as_it_is_printed_with_its_remedy(string code)
    {
        var descriptor = Find(code);
        var page = File.ReadAllText(Path.Combine(Folder, code + ".md"));

        Assert.StartsWith($"# {code}: {descriptor.Title}\n\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Cause\n\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## What to do\n\n", page, StringComparison.Ordinal);
        Assert.Matches(Printed(descriptor), page);
    }

    [Fact]
    public void The_table_lists_every_code_with_severity_and_title()
    {
        var rows = File.ReadLines(Path.Combine(Folder, "README.md")).Where(l => l.StartsWith("| [RW", StringComparison.Ordinal));

        Assert.Equal(All.Select(d => $"| [{d.Id}]({d.Id}.md) | {Severity(d)} | {d.Title} |"), rows);
    }

    private static DiagnosticDescriptor Find(string code) => Assert.Single(All, d => d.Id == code);

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning";

    // What an engine says is printed by the step that it stops, with its own code behind.
    private static string Printed(DiagnosticDescriptor descriptor)
    {
        var message = Pattern(descriptor.MessageFormat);
        var remedy = Pattern(descriptor.Description);
        var own = $"\n([^\n]*: )?{Severity(descriptor)} {descriptor.Id}: {message}\n  {remedy}\n";
        if (descriptor.Category != "Deployment") return own;
        return $"({own}|\nerror RW3021: {message}( \\[[^\n]*\\])?\\. {remedy} \\({descriptor.Id}\\)\n  {Pattern(Descriptors.EngineFailed.Description)}\n)";
    }

    private static string Pattern(LocalizableString format) =>
        Regex.Replace(Regex.Escape(format.ToString(CultureInfo.InvariantCulture)), @"\\\{[0-9](:X2)?}", "[^\n]+");
}
