using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// Workflows and actions of GitHub: <c>${{ }}</c> in any scalar, <c>if:</c> without braces, <c>run:</c> in the
/// language of its <c>shell:</c>, which a step, its job or the workflow sets, before or behind it.
/// </summary>
internal sealed class GitHubDialect : YamlDialect
{
    private readonly StructuralPath _root;
    private readonly Dictionary<StructuralPath, string> _shells = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<StructuralPath, string> _defaults = new(ReferenceEqualityComparer.Instance);

    public GitHubDialect(StructuralPath root, ReadOnlySpan<YamlNode> nodes)
    {
        _root = root;
        foreach (ref readonly var node in nodes)
        {
            if (node.IsKey || node.Kind != YamlNodeKind.Scalar || node.Path.IsIndex) continue;
            switch (node.Path.Segment)
            {
                case "shell" when !node.Container.IsIndex && node.Container is { Segment: "run", Parent: { Segment: "defaults", Parent: { } owner } }:
                    _defaults[owner] = node.Value;
                    break;
                case "shell":
                    _shells[node.Container] = node.Value;
                    break;
                case "runs-on" when node.Value.StartsWith("windows", StringComparison.OrdinalIgnoreCase):
                    // A job on Windows runs PowerShell unless it says otherwise; what it says wins, whatever comes first.
                    _defaults.TryAdd(node.Container, "pwsh");
                    break;
            }
        }
    }

    public override string ExpressionOpening => "${{";

    public override YamlScalarRole RoleOf(in YamlNode node, out string? language)
    {
        language = null;
        if (node.Path.IsIndex || node.IsKey) return YamlScalarRole.Value;
        switch (node.Path.Segment)
        {
            case "run" when IsStepProperty(node.Path, "run"):
                language = LanguageOf(node.Container);
                return YamlScalarRole.Script;
            case "if" when IsStepProperty(node.Path, "if") || Is(node.Path, _root, "jobs", "*", "if"):
                return YamlScalarRole.Expression;
            default:
                return YamlScalarRole.Value;
        }
    }

    public override SymbolReference? SymbolOf(in YamlNode node) => node.IsKey ? SymbolOfKey(node) : SymbolOfValue(node);

    /// <summary>
    /// An expression ends at the first <c>}}</c> outside of its strings, in which alone an opening brace can stand: so
    /// that many openings without an end are passed in linear time.
    /// </summary>
    public override int EndOfExpression(string text, int opening)
    {
        var quoted = false;
        for (var i = opening + 3; i < text.Length; i++)
        {
            if (text[i] == '\'') quoted = !quoted;
            else if (!quoted && text[i] == '{') return -1;
            else if (!quoted && text[i] == '}' && i + 1 < text.Length && text[i + 1] == '}') return i + 2;
        }

        return -1;
    }

    public override ImmutableArray<SyntaxLeaf>? ReadExpression(ReadRequest request, string text, int start, int end, StructuralPath path) =>
        request.ReadEmbedded("github-expression", text[start..end], path) is { } leaves ? Moved(leaves, start) : null;

    private static ImmutableArray<SyntaxLeaf> Moved(ImmutableArray<SyntaxLeaf> leaves, int distance)
    {
        if (distance == 0) return leaves;
        var moved = new SyntaxLeaf[leaves.Length];
        for (var i = 0; i < moved.Length; i++) moved[i] = leaves[i] with { Span = new TextSpan(leaves[i].Span.Start + distance, leaves[i].Span.Length) };
        return ImmutableCollectionsMarshal.AsImmutableArray(moved);
    }

    private bool IsStepProperty(StructuralPath path, string name) =>
        Is(path, _root, "jobs", "*", "steps", "#", name) || Is(path, _root, "runs", "steps", "#", name);

    private string? LanguageOf(StructuralPath step)
    {
        // steps[n] lies two levels below its job.
        var job = step.Parent?.Parent;
        var shell = _shells.GetValueOrDefault(step) ?? (job is null ? null : _defaults.GetValueOrDefault(job)) ?? _defaults.GetValueOrDefault(_root) ?? "bash";
        var command = shell.Split(' ', 2)[0];
        return command[(command.LastIndexOf('/') + 1)..] is "bash" or "sh" ? "shell" : null;
    }

    private SymbolReference? SymbolOfKey(in YamlNode node)
    {
        var path = node.Path;
        if (path.Parent is null || path.Parent.IsIndex) return null;
        return path.Parent.Segment switch
        {
            "env" => new SymbolReference("github.env", node.Value, true),
            "jobs" when Is(path, _root, "jobs", "*") => new SymbolReference("github.job", node.Value, true),
            "inputs" when Is(path, _root, "inputs", "*") || Is(path, _root, "on", "*", "inputs", "*") => new SymbolReference("github.input", node.Value, true),
            "secrets" when Is(path, _root, "on", "*", "secrets", "*") => new SymbolReference("github.secret", node.Value, true),
            "outputs" when Is(path, _root, "jobs", "*", "outputs", "*") => new SymbolReference("github.output", $"{path.Parent.Parent!.Segment}.{node.Value}", true),
            "matrix" when Is(path, _root, "jobs", "*", "strategy", "matrix", "*") => new SymbolReference("github.matrix", node.Value, true, path.Parent.Parent!.Parent!.Segment),
            _ => null,
        };
    }

    private SymbolReference? SymbolOfValue(in YamlNode node)
    {
        // Every value passes here, and nearly none has one of these keys.
        var path = node.Path;
        switch ((path.IsIndex ? path.Parent! : path).Segment)
        {
            case "id" when Is(path, _root, "jobs", "*", "steps", "#", "id"):
                return new SymbolReference("github.step", node.Value, true, path.Parent!.Parent!.Parent!.Segment);
            case "id" when Is(path, _root, "runs", "steps", "#", "id"):
                return new SymbolReference("github.step", node.Value, true);
            case "needs" when Is(path, _root, "jobs", "*", "needs") || Is(path, _root, "jobs", "*", "needs", "#"):
                return new SymbolReference("github.job", node.Value, false);
            default:
                return null;
        }
    }
}
