using Rewriter.Syntax;

namespace Rewriter.Initializing;

/// <summary>A name in a place that bears one.</summary>
/// <param name="Text">The name.</param>
/// <param name="Use">What for.</param>
/// <param name="Key">The key, the variable or the flag that it is given to.</param>
/// <param name="Place">File and line (1-based).</param>
/// <param name="Type">The type of the resource as Terraform or Pulumi writes it; null where the place does not tell.</param>
/// <param name="Because">Why it must not change; null where it may.</param>
internal sealed record NameFinding(string Text, NameUse Use, string Key, string Place, string? Type = null, string? Because = null)
{
    /// <summary>The file.</summary>
    public SurveyedFile? File { get; init; }

    /// <summary>What the place is for.</summary>
    public Label Label { get; init; }

    /// <summary>Its place in the file's structure.</summary>
    public StructuralPath? Path { get; init; }
}
