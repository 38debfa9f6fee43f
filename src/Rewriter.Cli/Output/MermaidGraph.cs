using System.Collections.Immutable;
using System.Text;
using Rewriter.Deployment;

namespace Rewriter.Cli.Output;

/// <summary>States before and after a phase as a Mermaid flowchart, which forges draw where it stands in Markdown.</summary>
internal static class MermaidGraph
{
    /// <summary>Writes the graph.</summary>
    public static string Write(ImmutableArray<StatePicture> before, ImmutableArray<StatePicture> after)
    {
        var text = new StringBuilder("flowchart LR\n");
        var classes = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        Side(text, classes, "b", "Before", before);
        Side(text, classes, "a", "After", after);
        text.Append("  before --> after\n");
        text.Append("  classDef made stroke:#1a7f37,stroke-width:2px\n  classDef changed stroke:#9a6700,stroke-width:2px\n  classDef gone stroke:#cf222e,stroke-width:2px,stroke-dasharray:4\n");
        foreach (var (name, nodes) in classes) text.Append($"  class {string.Join(',', nodes)} {name}\n");
        return text.ToString();
    }

    private static void Side(StringBuilder text, SortedDictionary<string, List<string>> classes, string prefix, string title, ImmutableArray<StatePicture> states)
    {
        text.Append($"  subgraph {title.ToLowerInvariant()}[\"{title}\"]\n    direction TB\n");
        if (states.IsEmpty) text.Append($"    {prefix}_none[\"no resources\"]\n");
        for (var s = 0; s < states.Length; s++)
        {
            text.Append($"    subgraph {prefix}{s}[\"{Escape(states[s].Key)}\"]\n");
            for (var r = 0; r < states[s].Resources.Length; r++)
            {
                var resource = states[s].Resources[r];
                text.Append($"      {prefix}{s}_{r}[\"{(resource.Name is { } name ? $"{Escape(name)}<br/>" : string.Empty)}{Escape(resource.Address)}\"]\n");
                if (ClassOf(resource.Action, prefix) is not { } its) continue;
                if (!classes.TryGetValue(its, out var nodes)) classes[its] = nodes = [];
                nodes.Add($"{prefix}{s}_{r}");
            }

            text.Append("    end\n");
        }

        text.Append("  end\n");
    }

    private static string? ClassOf(CanonicalAction action, string prefix) => action switch
    {
        CanonicalAction.Delete or CanonicalAction.Forget => "gone",
        CanonicalAction.Replace when prefix == "b" => "gone",
        CanonicalAction.Create or CanonicalAction.Import or CanonicalAction.Replace => "made",
        CanonicalAction.Update or CanonicalAction.Move => "changed",
        _ => null,
    };

    private static string Escape(string text) => text.Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal)
        .Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal);
}
