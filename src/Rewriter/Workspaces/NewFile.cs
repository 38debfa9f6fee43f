namespace Rewriter.Workspaces;

/// <summary>A file that is to be written.</summary>
/// <param name="Path">Where.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Mode">Its permissions; null for those of the platform, and ignored on Windows.</param>
public sealed record NewFile(string Path, ReadOnlyMemory<byte> Bytes, UnixFileMode? Mode);
