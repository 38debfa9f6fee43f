using System.Collections.Immutable;
using Rewriter.Naming;

namespace Rewriter.Renaming;

/// <summary>What is known of the whole repository before its occurrences are judged one by one.</summary>
internal sealed record RenameFacts
{
    /// <summary>The matcher of all pairs.</summary>
    public required NameMatcher Matcher { get; init; }

    /// <summary>What belongs to the project itself.</summary>
    public required OwnNames Own { get; init; }

    /// <summary>Repositories that are the project's own as far as its links tell; weaker than <see cref="Own"/>.</summary>
    public required OwnNames Inferred { get; init; }

    /// <summary>Which of several new names fits a place.</summary>
    public required NameChoice Choice { get; init; }

    /// <summary>Pairs whose letters, written in one word, are another name here.</summary>
    public required ImmutableHashSet<int> TakenWhenJoined { get; init; }

    /// <summary>Whose an identifier of C# code is.</summary>
    public required CSharpFacts CSharp { get; init; }

    /// <summary>Where Terraform modules come from.</summary>
    public required ModuleSources Modules { get; init; }

    /// <summary>The moves that Terraform files state already.</summary>
    public required StatedMoves Moves { get; init; }

    /// <summary>Occurrences that change an address which a state cannot follow, with the reason, by their <see cref="UnfollowedAddress.KeyOf"/>.</summary>
    public ImmutableDictionary<string, string> Unfollowed { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Declared names that cannot be changed at one of their places, and so at none.</summary>
    public ImmutableHashSet<string> Blocked { get; init; } = [];

    /// <summary>Every path that holds an old name, and what becomes of it.</summary>
    public required IReadOnlyDictionary<string, PathVerdict> Paths { get; init; }
}
