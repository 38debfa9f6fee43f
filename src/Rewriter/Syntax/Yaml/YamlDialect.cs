using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>How the text of a scalar is to be read.</summary>
internal enum YamlScalarRole
{
    /// <summary>As a value.</summary>
    Value,

    /// <summary>As the name of a type.</summary>
    Type,

    /// <summary>As one expression of the dialect.</summary>
    Expression,

    /// <summary>As a script of a language.</summary>
    Script,
}

/// <summary>
/// What a family of files means beyond YAML: which scalars are scripts, which text in a scalar is an expression, what
/// keys declare. The plain dialect is this class itself.
/// </summary>
internal class YamlDialect
{
    /// <summary>How an expression within a scalar begins; null where there are none.</summary>
    public virtual string? ExpressionOpening => null;

    /// <summary>The dialect of a document.</summary>
    public static YamlDialect Of(RepoPath path, YamlStructure.DocumentFacts document, ReadOnlySpan<YamlNode> nodes)
    {
        var keys = document.RootKeys;
        if (IsWorkflowPath(path) || (keys.Contains("jobs") && keys.Contains("on")) || (keys.Contains("runs") && path.Name is "action.yml" or "action.yaml"))
            return new GitHubDialect(document.Root, nodes);
        if (path.Name.EndsWith(".gitlab-ci.yml", StringComparison.Ordinal) || path.Name.EndsWith(".gitlab-ci.yaml", StringComparison.Ordinal))
            return new GitLabDialect(document.Root);
        if (keys.Contains("resources") && IsPulumi(path, nodes)) return new PulumiDialect(document.Root);
        return document.IsObject ? new ObjectDialect() : new YamlDialect();
    }

    /// <summary>True for files that GitHub, Gitea and Forgejo read as workflows.</summary>
    public static bool IsWorkflowPath(RepoPath path)
    {
        var folder = path.Parent.Value;
        return folder.EndsWith(".github/workflows", StringComparison.Ordinal) || folder.EndsWith(".gitea/workflows", StringComparison.Ordinal) || folder.EndsWith(".forgejo/workflows", StringComparison.Ordinal);
    }

    /// <summary>How a scalar that is no key is read.</summary>
    /// <param name="node">The scalar.</param>
    /// <param name="language">The language of a script; null where it is unknown.</param>
    public virtual YamlScalarRole RoleOf(in YamlNode node, out string? language)
    {
        language = null;
        return YamlScalarRole.Value;
    }

    /// <summary>What a scalar declares or names, or null.</summary>
    public virtual SymbolReference? SymbolOf(in YamlNode node) => null;

    /// <summary>Where an expression that opens at an offset ends (exclusive), or -1 where it is not closed.</summary>
    public virtual int EndOfExpression(string text, int opening) => -1;

    /// <summary>Reads an expression.</summary>
    /// <param name="request">The request that the scalar is read for.</param>
    /// <param name="text">The scalar's text.</param>
    /// <param name="start">Where the expression's content begins, behind its opening.</param>
    /// <param name="end">Where its content ends.</param>
    /// <param name="path">The scalar's path.</param>
    public virtual ImmutableArray<SyntaxLeaf>? ReadExpression(ReadRequest request, string text, int start, int end, StructuralPath path) => null;

    /// <summary>True where a path has these segments below a root; <c>*</c> is any name, <c>#</c> any place in a list.</summary>
    protected static bool Is(StructuralPath path, StructuralPath root, params ReadOnlySpan<string> pattern)
    {
        var node = path;
        for (var i = pattern.Length - 1; i >= 0; i--)
        {
            if (ReferenceEquals(node, root) || node.Parent is null) return false;
            var fits = pattern[i] switch { "#" => node.IsIndex, "*" => !node.IsIndex, _ => !node.IsIndex && node.Segment == pattern[i] };
            if (!fits) return false;
            node = node.Parent;
        }

        return ReferenceEquals(node, root);
    }

    private static bool IsPulumi(RepoPath path, ReadOnlySpan<YamlNode> nodes)
    {
        if (path.Name is "Main.yaml" or "PulumiPlugin.yaml") return true;
        for (var i = 0; i + 1 < nodes.Length; i++)
        {
            if (nodes[i].IsKey && nodes[i].Value is "runtime" or "name" && nodes[i + 1] is { Kind: YamlNodeKind.Scalar, Value: "yaml" } && !ReferenceEquals(nodes[i].Path, nodes[i].Container)) return true;
        }

        return false;
    }

    /// <summary>Objects in the manner of Kubernetes: kinds and API versions are types.</summary>
    private sealed class ObjectDialect : YamlDialect
    {
        public override YamlScalarRole RoleOf(in YamlNode node, out string? language)
        {
            language = null;
            return !node.Path.IsIndex && node.Path.Segment is "kind" or "apiVersion" ? YamlScalarRole.Type : YamlScalarRole.Value;
        }
    }
}
