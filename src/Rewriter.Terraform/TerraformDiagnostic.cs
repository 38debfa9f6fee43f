namespace Rewriter.Terraform;

/// <summary>A message of the program, from its JSON.</summary>
/// <param name="IsError">Whether it is an error, not a warning.</param>
/// <param name="Summary">The message.</param>
/// <param name="Detail">More about it; may be empty.</param>
/// <param name="Address">The resource; null where it names none.</param>
internal sealed record TerraformDiagnostic(bool IsError, string Summary, string Detail, string? Address)
{
    /// <summary>Both texts in one line.</summary>
    public string Text => (Detail.Length == 0 ? Summary : $"{Summary}: {Detail}").ReplaceLineEndings(" ");
}
