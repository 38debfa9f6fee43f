using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>A tag and the commit that it shall stand on.</summary>
/// <param name="Tag">Its name.</param>
/// <param name="Before">The remote's tag of this name; null where there is none.</param>
/// <param name="Commit">The commit.</param>
/// <param name="IsAnnotated">True for a tag that says who made it when and why.</param>
internal sealed record TagMove(string Tag, RemoteRef? Before, string Commit, bool IsAnnotated)
{
    /// <summary>True where it stands there already.</summary>
    public bool IsInPlace => Before?.Commit == Commit;

    /// <summary>What is to be done, for people.</summary>
    public string Words => Before is null ? $"{Tag} on {GitGuard.Short(Commit)}" : $"{Tag} from {GitGuard.Short(Before.Commit)} to {GitGuard.Short(Commit)}";
}

/// <summary>Decides which tags a promotion creates and moves. Looks, and changes nothing.</summary>
/// <param name="refs">The remote's branches and tags.</param>
internal sealed class TagMoves(RemoteRefs refs)
{
    private const int ListedTags = 10;

    /// <summary>A tag is missing: the message lists those there are, the highest version first, and the nearest name.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="template">How the migration writes its name, with settings in it.</param>
    /// <param name="isHere">True where the checkout has it.</param>
    public Diagnostic Missing(string tag, string template, bool isHere = false)
    {
        if (isHere) return Descriptors.TagMissing.Anywhere(tag, refs.Remote, $"the checkout has it, but it was not pushed: git push {refs.Remote} {tag}");
        var all = refs.Versions(PrefixOf(template));
        var known = all.Any(t => t.Version is not null) ? all.RemoveAll(t => t.Version is null) : all;
        var listed = string.Join(", ", known.Take(ListedTags).Select(t => t.Tag)) + (known.Length > ListedTags ? $" and {known.Length - ListedTags} more" : string.Empty);
        var near = Suggestion.For(tag, known.Select(t => t.Tag));
        return Descriptors.TagMissing.Anywhere(tag, refs.Remote, known.IsEmpty ? "there is none like it" : $"there are: {listed}{(near is null ? string.Empty : $"; did you mean '{near}'?")}");
    }

    /// <summary>A tag that is created, or moved where that is allowed.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="commit">Where it shall stand.</param>
    /// <param name="ifExists">What happens where it exists.</param>
    /// <param name="recreate">The setting that allows to move it, and its value; null where none does.</param>
    /// <param name="problem">Why it cannot be; null where it can.</param>
    public TagMove Release(string tag, string commit, ExistingTag ifExists, (string Setting, string? Value)? recreate, out Diagnostic? problem)
    {
        problem = null;
        var move = new TagMove(tag, refs.Tag(tag), commit, IsAnnotated: true);
        if (move.Before is null || (move.IsInPlace && ifExists != ExistingTag.Fail)) return move;
        var allowed = ifExists == ExistingTag.Move && IsYes(recreate?.Value);
        var how = ifExists != ExistingTag.Move ? "the migration does not let it move" : $"to move it, confirm with --set {recreate?.Setting}=yes";
        if (!allowed) problem = Descriptors.TagElsewhere.Anywhere(tag, GitGuard.Short(move.Before.Commit), move.IsInPlace ? "a new one" : GitGuard.Short(commit), how);
        return move;
    }

    /// <summary>A tag that moves with each promotion.</summary>
    public TagMove Moving(string tag, string commit) => new(tag, refs.Tag(tag), commit, IsAnnotated: false);

    /// <summary>Why a release is not the next one; null where it is.</summary>
    /// <param name="tag">The release's tag.</param>
    /// <param name="template">How the migration writes it.</param>
    /// <param name="older">The setting that allows an older version, and its value; null where none does.</param>
    public Diagnostic? NotNext(string tag, string template, (string Setting, string? Value)? older)
    {
        var prefix = PrefixOf(template);
        if (SemanticVersion.Parse(tag[prefix.Length..]) is not { } version) return Descriptors.NotAVersion.Anywhere(tag[prefix.Length..]);
        var last = refs.Versions(prefix).FirstOrDefault(t => t.Version is not null && t.Tag != tag);
        return last.Version is null || version.CompareTo(last.Version) > 0 || IsYes(older?.Value) ? null
            : Descriptors.VersionNotGreater.Anywhere(tag, last.Tag, older is { } allowed ? $"to release it all the same, confirm with --set {allowed.Setting}=yes" : "the migration does not allow it");
    }

    /// <summary>What stands in a template before its first setting.</summary>
    public static string PrefixOf(string template) =>
        template.IndexOf("${", StringComparison.Ordinal) is var at and >= 0 ? template[..at] : string.Empty;

    private static bool IsYes(string? value) => value is "yes" or "true";
}
