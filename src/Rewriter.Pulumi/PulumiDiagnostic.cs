namespace Rewriter.Pulumi;

/// <summary>A message of the program, from its JSON.</summary>
/// <param name="IsError">Whether it is an error, not a warning or a note.</param>
/// <param name="Urn">The resource that it speaks of; null where it names none.</param>
/// <param name="Message">The message, without secrets.</param>
internal sealed record PulumiDiagnostic(bool IsError, string? Urn, string Message);
