using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>
/// Writes a stack as a Pulumi YAML program, which the <c>pulumi</c> command runs without an SDK and without a build.
/// Values that are the name or the id of a resource depended on become references to it; secrets kept outside become
/// configuration that Pulumi keeps encrypted.
/// </summary>
public static class PulumiYamlProgram
{

    /// <summary>The content of <c>Pulumi.yaml</c>; LF, with a line end at the end.</summary>
    /// <param name="stack">The stack; its aliases are URNs.</param>
    /// <param name="imports">The ids of objects that are taken over, by address.</param>
    public static string Write(StackDescription stack, IReadOnlyDictionary<string, string>? imports = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {Scalar(stack.Name)}\nruntime: yaml\ndescription: {Scalar($"{stack.Name}, generation {stack.Generation}")}\n");
        WriteConfiguration(text, stack);
        if (stack.Resources.IsEmpty)
        {
            text.Append("resources: {}\n");
            return text.ToString();
        }

        text.Append("resources:\n");
        foreach (var resource in stack.Resources) WriteResource(text, stack, resource, imports?.GetValueOrDefault(resource.Address));
        return text.ToString();
    }

    /// <summary>The key of the configuration under which the program looks for a secret that is kept outside.</summary>
    /// <param name="secret">The secret's name in the model.</param>
    public static string ConfigurationKey(string secret) => Identifier(secret) + "Value";

    /// <summary>The names by which two resources of the stack would be one in the program; null where there are none.</summary>
    public static (ResourceDeclaration First, ResourceDeclaration Second)? Collision(StackDescription stack) => stack.Resources
        .GroupBy(r => Identifier(r.LogicalName), StringComparer.Ordinal)
        .Select(g => g.ToList())
        .Where(g => g.Count > 1)
        .Select(g => ((ResourceDeclaration, ResourceDeclaration)?)(g[0], g[1]))
        .FirstOrDefault();

    /// <summary>The inputs of a resource that hold secrets which are kept outside, by path of one step.</summary>
    internal static IEnumerable<(string Input, string Secret)> SecretInputs(ResourceDeclaration resource) =>
        resource.Inputs.SelectMany(i => SecretsIn(i.Value).Select(s => (i.Key, s)));

    private static void WriteConfiguration(StringBuilder text, StackDescription stack)
    {
        var secrets = stack.Resources.SelectMany(r => SecretsIn(r.Inputs)).ToImmutableSortedSet(StringComparer.Ordinal);
        if (secrets.IsEmpty) return;
        text.Append("config:\n");
        foreach (var secret in secrets) text.Append(CultureInfo.InvariantCulture, $"  {ConfigurationKey(secret)}:\n    type: string\n    secret: true\n");
    }

    private static void WriteResource(StringBuilder text, StackDescription stack, ResourceDeclaration resource, string? importId)
    {
        var needed = resource.Options.DependsOn.Select(stack.Find).OfType<ResourceDeclaration>().ToImmutableArray();
        text.Append(CultureInfo.InvariantCulture, $"  {Identifier(resource.LogicalName)}:\n    type: {resource.Type}\n");
        if (Identifier(resource.LogicalName) != resource.LogicalName) text.Append(CultureInfo.InvariantCulture, $"    name: {Scalar(resource.LogicalName)}\n");
        if (resource.Inputs.Count > 0)
        {
            text.Append("    properties:\n");
            WriteMap(text, resource.Inputs, 6, value => Reference(value, Reachable(stack, needed)) ?? Literal(value));
        }

        WriteOptions(text, resource.Options, needed, importId);
    }

    private static void WriteOptions(StringBuilder text, ResourceOptions options, ImmutableArray<ResourceDeclaration> needed, string? importId)
    {
        var lines = new List<string>();
        if (options.Protect) lines.Add("protect: true");
        if (options.RetainOnDelete) lines.Add("retainOnDelete: true");
        if (options.DeleteBeforeReplace) lines.Add("deleteBeforeReplace: true");
        if (importId is not null) lines.Add("import: " + Scalar(importId));
        AddList(lines, "aliases", options.Aliases.Select(Scalar));
        AddList(lines, "dependsOn", needed.Select(n => $"${{{Identifier(n.LogicalName)}}}"));
        AddList(lines, "ignoreChanges", options.IgnoreChanges.Select(Scalar));
        if (lines.Count == 0) return;
        text.Append("    options:\n");
        foreach (var line in lines) text.Append(CultureInfo.InvariantCulture, $"      {line}\n");
    }

    private static void AddList(List<string> lines, string key, IEnumerable<string> items)
    {
        var list = string.Concat(items.Select(i => "\n        - " + i));
        if (list.Length > 0) lines.Add($"{key}:{list}");
    }

    private static void WriteMap(StringBuilder text, StackMap map, int indent, Func<StackValue, string> scalar)
    {
        foreach (var (key, value) in map)
        {
            text.Append(' ', indent).Append(Key(key)).Append(':');
            WriteValue(text, value, indent + 2, scalar);
        }
    }

    private static void WriteValue(StringBuilder text, StackValue value, int indent, Func<StackValue, string> scalar)
    {
        if (value.Kind == StackValueKind.Map && value.Members.Count > 0 && !value.IsSecret)
        {
            text.Append('\n');
            WriteMap(text, value.Members, indent, scalar);
        }
        else if (value.Kind == StackValueKind.List && value.Items.Length > 0)
        {
            text.Append('\n');
            foreach (var item in value.Items) WriteItem(text, item, indent, scalar);
        }
        else
        {
            text.Append(' ').Append(scalar(value)).Append('\n');
        }
    }

    private static void WriteItem(StringBuilder text, StackValue item, int indent, Func<StackValue, string> scalar)
    {
        var inner = new StringBuilder();
        WriteValue(inner, item, indent + 2, scalar);
        var body = inner.ToString();

        // A map or list begins on the line of its dash.
        text.Append(' ', indent).Append('-').Append(body[0] == '\n' ? " " + body.TrimStart('\n', ' ') : body);
    }

    // What a resource depends on, and what that depends on: a service refers to secrets through their versions.
    private static ImmutableArray<ResourceDeclaration> Reachable(StackDescription stack, ImmutableArray<ResourceDeclaration> needed)
    {
        var all = needed.ToList();
        for (var i = 0; i < all.Count; i++)
            all.AddRange(all[i].Options.DependsOn.Select(stack.Find).OfType<ResourceDeclaration>().Where(d => !all.Contains(d)));
        return [.. all];
    }

    private static string? Reference(StackValue value, ImmutableArray<ResourceDeclaration> needed)
    {
        if (value.Text is not { Length: > 0 } text) return null;
        foreach (var each in needed)
        {
            if (text == each.ImportId) return $"${{{Identifier(each.LogicalName)}.id}}";
            if (text == each.PhysicalName && ResourceTypeCatalog.For(each.Type).NameField is { } field) return $"${{{Identifier(each.LogicalName)}.{field}}}";
        }

        return null;
    }

    private static string Literal(StackValue value) => value switch
    {
        { SecretName: { } secret } => $"${{{ConfigurationKey(secret)}}}",
        { Kind: StackValueKind.Map } => "{}",
        { Kind: StackValueKind.List } => "[]",
        { Text: { } text } => Scalar(text.Replace("${", "$${", StringComparison.Ordinal)),
        _ => value.ToString(),
    };

    private static IEnumerable<string> SecretsIn(StackValue value) => value.SecretName is { } name ? [name]
        : value.Items.SelectMany(SecretsIn).Concat(value.Members.SelectMany(m => SecretsIn(m.Value)));

    // A name by which other resources refer to this one: letters and digits, in camel case.
    private static string Identifier(string name)
    {
        var words = name.Split(['-', '_', '.', '/', ' '], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
    }

    private static string Key(string key) => key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? key : Scalar(key);

    // A JSON string is a YAML string.
    private static string Scalar(string text) => DeploymentJson.Quote(text);
}
