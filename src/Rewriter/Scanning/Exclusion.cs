using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>A file or a folder that was left out.</summary>
/// <param name="Path">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsFolder">True for a folder with everything in it.</param>
/// <param name="HasMatch">True where a name was seen in it (the first block of a binary file, an ignored file).</param>
/// <param name="Note">What the option said, for <see cref="ExclusionReason.ByRequest"/>; otherwise null.</param>
public sealed record Exclusion(RepoPath Path, ExclusionReason Reason, bool IsFolder, bool HasMatch = false, string? Note = null)
{
    /// <summary>The reason as half a sentence.</summary>
    public string Because => Note ?? Reason switch
    {
        ExclusionReason.VersionControl => "it belongs to the version control",
        ExclusionReason.Ignored => "an ignore file names it",
        ExclusionReason.Vendored => "it is a copy of somebody else's code",
        ExclusionReason.OtherRepository => "it is a repository of its own",
        ExclusionReason.LockFile => "a package manager writes it",
        ExclusionReason.State => "it is a state, which an engine writes",
        ExclusionReason.OwnFile => "it holds rules, not the thing they are about",
        ExclusionReason.SymbolicLink => "it is a symbolic link",
        ExclusionReason.SpecialFile => "it is no regular file",
        ExclusionReason.Binary => "it is binary",
        _ => "it was asked for",
    };
}
