namespace Rewriter.Syntax.Yaml;

/// <summary>Pipelines of GitLab: <c>script</c>, <c>before_script</c> and <c>after_script</c> are shell, line by line.</summary>
internal sealed class GitLabDialect(StructuralPath root) : YamlDialect
{
    public override YamlScalarRole RoleOf(in YamlNode node, out string? language)
    {
        var path = node.Path;
        while (path.IsIndex) path = path.Parent!;
        var script = path.Segment is "script" or "before_script" or "after_script"
            && (Is(path, root, "*", "*") || (Is(path, root, "*") && path.Segment != "script"));
        language = script ? "shell" : null;
        return script ? YamlScalarRole.Script : YamlScalarRole.Value;
    }
}
