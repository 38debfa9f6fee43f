using Markdig;
using Microsoft.CodeAnalysis.CSharp;
using YamlDotNet.Core;

namespace Rewriter.Bench;

/// <summary>The parsers that readers stand on, on their own.</summary>
internal static class Bare
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseDefinitionLists()
        .UseAutoLinks()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Build();

    /// <summary>What stands below the reader of a document; null where the reader is the product's own.</summary>
    public static (string Name, Func<string, object?> Parse)? Of(string language, string path) => language switch
    {
        "yaml" when path.Contains("/templates/", StringComparison.Ordinal) => null,
        "yaml" => ("YamlDotNet", Yaml),
        "csharp" => ("Roslyn", CSharp),
        "markdown" => ("Markdig", Markdown),
        _ => null,
    };

    public static object? Yaml(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text)));
        while (parser.MoveNext())
        {
        }

        return parser.Current;
    }

    public static object? CSharp(string text) => CSharpSyntaxTree.ParseText(text).GetRoot();

    public static object? Markdown(string text) => Markdig.Markdown.Parse(text, Pipeline);
}
