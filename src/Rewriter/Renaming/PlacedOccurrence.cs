namespace Rewriter.Renaming;

/// <summary>An occurrence with the file that it stands in.</summary>
/// <param name="File">The file.</param>
/// <param name="Occurrence">The occurrence.</param>
public sealed record PlacedOccurrence(RenameFile File, RenameOccurrence Occurrence);
