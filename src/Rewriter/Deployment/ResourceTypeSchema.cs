using System.Collections.Immutable;
using System.Text;

namespace Rewriter.Deployment;

/// <summary>What an engine has to know about a type of resources to plan with it.</summary>
public sealed record ResourceTypeSchema
{
    /// <summary>The Pulumi type token.</summary>
    public required string Token { get; init; }

    /// <summary>The type in one or two words: <c>service</c>, <c>secret version</c>.</summary>
    public required string Noun { get; init; }

    /// <summary>Terraform's names for the type.</summary>
    public ImmutableArray<string> TerraformTypes { get; init; } = [];

    /// <summary>The input that holds the name; null where objects of the type have none.</summary>
    public string? NameField { get; init; }

    /// <summary>Inputs that cannot be changed in place.</summary>
    public ImmutableArray<string> ReplaceFields { get; init; } = [];

    /// <summary>The id with inputs in braces; null where the cloud numbers the objects.</summary>
    public string? IdFormat { get; init; }

    /// <summary>The type of the object that contains this one and takes it along when it goes; null where there is none.</summary>
    public string? ParentType { get; init; }

    /// <summary>The parent's id with inputs in braces; null where there is no parent.</summary>
    public string? ParentFormat { get; init; }

    /// <summary>The input that keeps the object from being deleted; null where the type has none.</summary>
    public string? ProtectionField { get; init; }

    /// <summary>What that input is where it is not set.</summary>
    public bool ProtectedByDefault { get; init; }

    /// <summary>What a name may look like; null where nothing is known.</summary>
    public NameLimits? Names { get; init; }

    /// <summary>Inputs that are secret.</summary>
    public ImmutableArray<string> SecretFields { get; init; } = [];

    /// <summary>How many days an id cannot be used again after its object was deleted; 0 where it can be at once.</summary>
    public int DaysUntilReusable { get; init; }

    /// <summary>What is lost for good with an object; null where making it again brings back the same.</summary>
    public string? LostWithObject { get; init; }

    /// <summary>The id of an object of these inputs; null where the cloud gives it or an input is missing.</summary>
    public string? IdOf(StackMap inputs, string project) => IdFormat is null ? null : Fill(IdFormat, inputs, project);

    /// <summary>The id of the parent of an object of these inputs; null where there is none.</summary>
    public string? ParentIdOf(StackMap inputs, string project) => ParentFormat is null ? null : Fill(ParentFormat, inputs, project);

    /// <summary>The name of an object of these inputs; null where it has none.</summary>
    public string? NameOf(StackMap inputs) => NameField is null ? null : inputs[NameField]?.Text;

    /// <summary>Whether an object of these inputs is kept from being deleted.</summary>
    public bool IsProtected(StackMap inputs) => ProtectionField is { } field && (inputs[field]?.Boolean ?? ProtectedByDefault);

    /// <summary>Whether a change of a property at a path such as <c>template.containers[0]</c> forces a replacement.</summary>
    public bool ForcesReplacement(string path)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        return ReplaceFields.Contains(end < 0 ? path : path[..end]);
    }

    private static string? Fill(string format, StackMap inputs, string project)
    {
        var result = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '{')
            {
                result.Append(format[at]);
                continue;
            }

            var end = format.IndexOf('}', at);
            var field = format[(at + 1)..end];
            var value = inputs[field]?.Text ?? (field == "project" ? project : null);
            if (value is null) return null;

            // A reference may be given as a whole id or as the bare name: `projects/P/secrets/S` or `S`.
            var known = result.ToString();
            var start = known.LastIndexOf(' ') + 1;
            if (known.Length > start && value.StartsWith(known[start..], StringComparison.Ordinal)) result.Length = start;
            result.Append(value);
            at = end;
        }

        return result.ToString();
    }
}
