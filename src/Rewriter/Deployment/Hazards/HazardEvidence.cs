namespace Rewriter.Deployment.Hazards;

/// <summary>One thing that shows a hazard.</summary>
/// <param name="Text">What was seen, for people; without secrets.</param>
/// <param name="File">The file in which it was seen, relative to the repository with forward slashes; null where it is in no file.</param>
/// <param name="Line">The line, 1-based; null where it is in no line.</param>
public sealed record HazardEvidence(string Text, string? File = null, int? Line = null)
{
    /// <summary>Place and text in one line.</summary>
    public override string ToString() => File is null ? Text : Line is null ? $"{File}: {Text}" : $"{File}({Line}): {Text}";
}
