using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Naming;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>Judges the occurrences of one file and makes its proven changes.</summary>
internal sealed class FileRenamer(RenameRequest request, RenameFacts facts)
{
    /// <summary>The plan of a file; null where no old name stands in it after all.</summary>
    public RenameFile? Plan(SourceFile file)
    {
        var matches = new List<NameMatch>();
        facts.Matcher.Match(file.Text, new TextSpan(0, file.Text.Length), matches);
        if (matches.Count == 0) return null;

        var document = LanguageCatalog.Read(file);
        var kind = FileKinds.Of(file.Path);
        var occurrences = ImmutableArray.CreateBuilder<RenameOccurrence>(matches.Count);
        foreach (var match in matches) occurrences.Add(Judge(file, document, kind, match));
        var judged = occurrences.ToImmutable();
        var namesakes = file.Path.Extension == ".cs" ? CSharpNamesakes.In(file, document, judged, facts) : [];
        return Prove(file, document, judged) with { Namesakes = namesakes, MentionsPulumi = IsPulumi(file) };
    }

    private RenameOccurrence Judge(SourceFile file, SyntaxDocument document, FileKind kind, NameMatch match)
    {
        var leaf = document.LeafAt(match.Span.Start) ?? default;
        var context = new OccurrenceContext(request, facts, file, kind, leaf, match);
        var verdict = OccurrenceJudge.Judge(context);
        return new RenameOccurrence(match.Span, file.Lines.PositionOf(match.Span.Start), context.Old, verdict.Replacement ?? facts.Choice.For(context) ?? match.Replacement, match.PairIndex, leaf.Label, verdict) { SymbolKey = SymbolCoordinator.KeyOf(file.Path, leaf, facts), Place = leaf.Path };
    }

    private RenameFile Prove(SourceFile file, SyntaxDocument document, ImmutableArray<RenameOccurrence> occurrences)
    {
        var wanted = new List<TextChange>(occurrences.Length);
        foreach (var occurrence in occurrences)
        {
            if (IsWanted(file.Path, occurrence)) wanted.Add(new TextChange(occurrence.Span, occurrence.New));
        }

        if (wanted.Count == 0) return new RenameFile(file.Path, file.Digest, occurrences, []);

        var outcome = DocumentEditor.Edit(file, document, wanted);
        if (outcome.IsProven) return Follow(file, document, new RenameFile(file.Path, file.Digest, occurrences, outcome.Changes), wanted);

        var refusal = outcome.Refusals[0];
        var position = file.Lines.PositionOf(refusal.Span.Start);
        var verdict = RenameVerdict.Propose("not-proven", $"the file cannot be changed safely (line {position.Line + 1}): {refusal.Message}");
        return new RenameFile(file.Path, file.Digest, [.. occurrences.Select(o => IsWanted(file.Path, o) ? o with { Verdict = verdict } : o)], []);
    }

    /// <summary>Lets the state of renamed resources and module calls follow.</summary>
    private RenameFile Follow(SourceFile file, SyntaxDocument document, RenameFile renamed, List<TextChange> wanted)
    {
        if (!request.FollowAddresses || file.Path.Extension is not (".tf" or ".tofu") || !TerraformMoves.MayMove(document, wanted)) return renamed;
        var outcome = TerraformMoves.Follow(file, document, renamed.Changes, facts.Moves.In(file.Path.Parent));
        var held = outcome.Refusals.SelectMany(r => renamed.Occurrences.Where(o => r.Span.Contains(o.Span)).Select(o => new UnfollowedAddress(o.Span.Start, r.Message)));
        return renamed with { Additions = outcome.Addition is { } addition ? [addition] : [], Moved = outcome.Moves, Unfollowed = [.. held] };
    }

    private static bool IsPulumi(SourceFile file) => file.Path.Extension is ".cs" or ".csx" && file.Text.Contains("Pulumi", StringComparison.Ordinal);

    private bool IsWanted(RepoPath path, RenameOccurrence occurrence) =>
        occurrence.Verdict.Tier == RenameTier.Applied
        || (occurrence.Verdict.Tier == RenameTier.Proposed && (request.Accepts?.Invoke(path, occurrence) ?? request.IncludeReview));
}
