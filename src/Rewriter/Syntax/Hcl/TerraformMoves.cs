using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// Keeps resources and module calls that get other addresses: <c>moved</c> blocks for what an edit renames, so that
/// Terraform takes their state along. Data sources, variables, locals and outputs have no address that matters.
/// </summary>
public static class TerraformMoves
{
    /// <summary>True where an edit touches the label of a resource or of a module call, so that <see cref="Follow"/> is worth its time.</summary>
    public static bool MayMove(SyntaxDocument document, IEnumerable<TextChange> changes) =>
        changes.Any(c => document.LeafAt(c.Span.Start) is { } leaf && IsAddressed(leaf));

    /// <summary>The <c>moved</c> blocks that an edit needs.</summary>
    /// <param name="file">The file before the edit.</param>
    /// <param name="document">What its reader made of it.</param>
    /// <param name="changes">The proven changes of its text.</param>
    /// <param name="elsewhere">Moves that other files of its folder state.</param>
    public static MoveOutcome Follow(SourceFile file, SyntaxDocument document, ImmutableArray<TextChange> changes, IEnumerable<MovedAddress> elsewhere)
    {
        var after = LanguageCatalog.Read(SourceFile.FromText(file.Path, file.Apply(changes)));
        var before = document.MeaningfulLeaves.Where(IsAddressed).ToList();
        var now = after.Leaves.Where(IsAddressed).ToList();
        if (before.Count != now.Count) return MoveOutcome.Nothing;

        var stated = MovedBlocks.In(document).Concat(elsewhere).ToHashSet();
        var declared = now.Select(l => AddressOf(l.Symbol!)).ToHashSet(StringComparer.Ordinal);
        var moves = ImmutableArray.CreateBuilder<MovedAddress>();
        var refusals = ImmutableArray.CreateBuilder<SyntaxProblem>();
        foreach (var (old, renamed) in before.Zip(now))
        {
            // A resource of another type is moved by its provider, if it can, and not by a name.
            if (old.Symbol!.Name == renamed.Symbol!.Name || TypeOf(old.Symbol) != TypeOf(renamed.Symbol)) continue;
            var move = new MovedAddress(AddressOf(old.Symbol), AddressOf(renamed.Symbol));
            if (stated.Contains(move)) continue;
            if (Contradiction(move, stated, declared) is { } reason) refusals.Add(new SyntaxProblem(old.Span, reason));
            else if (stated.Add(move)) moves.Add(move);
        }

        if (MovedBlocks.Append(after, moves) is not { } block) return new MoveOutcome(null, [], refusals.ToImmutable());
        var addition = new TextChange(new TextSpan(file.Text.Length, 0), block.NewText!);
        var whole = LanguageCatalog.Read(SourceFile.FromText(file.Path, file.Apply(changes.Add(addition))));
        if (whole.IsUnderstood && moves.All(MovedBlocks.In(whole).Contains)) return new MoveOutcome(addition, moves.ToImmutable(), refusals.ToImmutable());
        return new MoveOutcome(null, [], [new SyntaxProblem(before[0].Span, "the file could not be read any more with moved blocks at its end")]);
    }

    private static bool IsAddressed(SyntaxLeaf leaf) => leaf.Symbol is { IsDefinition: true, Kind: TerraformKinds.Resource or TerraformKinds.Module };

    private static string AddressOf(SymbolReference symbol) => symbol.Kind == TerraformKinds.Module ? "module." + symbol.Name : symbol.Name;

    private static string TypeOf(SymbolReference symbol) => symbol.Kind == TerraformKinds.Module ? "module" : symbol.Name[..Math.Max(0, symbol.Name.IndexOf('.', StringComparison.Ordinal))];

    /// <summary>Why Terraform would refuse a move beside those that are stated; null where it would not.</summary>
    private static string? Contradiction(MovedAddress move, HashSet<MovedAddress> stated, HashSet<string> declared)
    {
        if (declared.Contains(move.From)) return $"no moved block can take {move.From} to {move.To} while another takes the old address; rename in two steps";
        foreach (var other in stated)
        {
            if (other.From == move.From) return $"a moved block takes {move.From} to {other.To} already";
            if (other.To == move.To) return $"a moved block takes {other.From} to {move.To} already; Terraform allows one origin";
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = move.To; seen.Add(at) && stated.FirstOrDefault(s => s.From == at) is { } next; at = next.To)
        {
            if (next.To == move.From) return $"a moved block takes {move.To} to {move.From}; together with the way back they go round in a circle, so remove that block first";
        }

        return null;
    }
}
