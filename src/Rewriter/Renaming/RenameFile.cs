using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>What is to be done with one file's content.</summary>
/// <param name="Path">Where the file lies now.</param>
/// <param name="Digest">SHA-256 of the bytes that the plan was made from.</param>
/// <param name="Occurrences">Every old name in it, in order.</param>
/// <param name="Changes">The proven changes of its text, in order; empty where nothing is changed.</param>
public sealed record RenameFile(RepoPath Path, string Digest, ImmutableArray<RenameOccurrence> Occurrences, ImmutableArray<TextChange> Changes)
{
    /// <summary>Keys of declared names that were found to be named after somebody else's thing.</summary>
    internal ImmutableArray<string> Namesakes { get; init; } = [];

    /// <summary>What is written beside the changes, so that states follow new addresses; it touches none of them.</summary>
    public ImmutableArray<TextChange> Additions { get; init; } = [];

    /// <summary>The moves that the additions tell Terraform.</summary>
    public ImmutableArray<MovedAddress> Moved { get; init; } = [];

    /// <summary>How many Pulumi resources the additions give an alias.</summary>
    public int Aliases { get; init; }

    /// <summary>Occurrences that change an address which no addition can follow.</summary>
    internal ImmutableArray<UnfollowedAddress> Unfollowed { get; init; } = [];

    /// <summary>True for C# code that speaks of Pulumi.</summary>
    internal bool MentionsPulumi { get; init; }

    /// <summary>Changes and additions.</summary>
    public IReadOnlyList<TextChange> Edits
    {
        get
        {
            var edits = new List<TextChange>(Changes.Length + Additions.Length);
            foreach (var change in Changes) edits.Add(change);
            foreach (var addition in Additions) edits.Add(addition);
            return edits;
        }
    }

    /// <summary>True where the content changes.</summary>
    public bool IsChanged => !Changes.IsEmpty || !Additions.IsEmpty;

    /// <summary>The new bytes, made from the old ones.</summary>
    /// <param name="current">The bytes that the file has now.</param>
    /// <returns>Null where the file is not the one that the plan was made from.</returns>
    public byte[]? NewBytes(ReadOnlyMemory<byte> current)
    {
        if (SourceFile.DigestOf(current.Span) != Digest) return null;
        return SourceFile.Read(Path, current, out Diagnostic? _)?.WithChanges(Edits);
    }
}
