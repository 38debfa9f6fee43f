namespace Rewriter.Pulumi;

/// <summary>The name by which a state of Pulumi knows a resource.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Project">The project.</param>
/// <param name="QualifiedType">The type, behind those of its parents: <c>my:web:Site$gcp:storage/bucket:Bucket</c>.</param>
/// <param name="Name">The name inside the program.</param>
internal readonly record struct PulumiUrn(string Stack, string Project, string QualifiedType, string Name)
{
    private const string Prefix = "urn:pulumi:";

    /// <summary>The resource's own type.</summary>
    public string Type => QualifiedType[(QualifiedType.LastIndexOf('$') + 1)..];

    /// <summary>The address of a resource that no description names.</summary>
    public string Address => $"{QualifiedType}::{Name}";

    /// <summary>Reads <c>urn:pulumi:STACK::PROJECT::TYPE::NAME</c>; null where the text is none. The name may hold <c>::</c>.</summary>
    public static PulumiUrn? Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length..].Split("::", 4) is [var stack, var project, var type, var name]
            ? new PulumiUrn(stack, project, type, name)
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Prefix}{Stack}::{Project}::{QualifiedType}::{Name}";
}
