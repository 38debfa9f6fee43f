namespace Rewriter.Workspaces;

/// <summary>What the journal knows of one file of an operation.</summary>
/// <param name="Path">The file after the change, relative, with forward slashes.</param>
/// <param name="Source">The file before; the same unless it is moved.</param>
/// <param name="BeforeDigest">SHA-256 of the earlier bytes; null where there was no file.</param>
/// <param name="AfterDigest">SHA-256 of the new bytes; null where it is deleted.</param>
/// <param name="Offset">Where in the pack the earlier bytes begin.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Mode">The earlier permissions; null on Windows or where there was no file.</param>
public sealed record JournalEntry(string Path, string Source, string? BeforeDigest, string? AfterDigest, long Offset, int Length, int? Mode);
