using Rewriter.Forges;

namespace Rewriter.Migrations.PullRequests;

/// <summary>A change to a file as git stores it.</summary>
/// <param name="Path">Its path from the top of the work tree, with '/'.</param>
/// <param name="Mode">What stands there.</param>
/// <param name="Content">The bytes that are stored; null where the file is deleted.</param>
/// <param name="Before">The id of the blob that stands there now; null where none does.</param>
/// <param name="After">The id of the blob of <paramref name="Content"/>; null where the file is deleted.</param>
public sealed record ProposedFile(string Path, ForgeFileMode Mode, ReadOnlyMemory<byte>? Content, string? Before, string? After);
