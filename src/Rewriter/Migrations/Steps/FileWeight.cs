using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Diagnostics;
using Rewriter.Rules;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// A place of a file that holds a weight as a whole number: at a structural path where the file's language is read, or
/// right behind a text that stands in the file once.
/// </summary>
/// <param name="File">The file.</param>
/// <param name="Path">Where the number stands in the file's structure; null where an anchor says it.</param>
/// <param name="After">The text right before the number; null where a path says it.</param>
/// <param name="IsNew">True where it is the weight of the new one.</param>
public sealed record FileWeight(RepoPath File, PathPattern? Path, string? After, bool IsNew)
{
    /// <summary>The weight, and where it stands; null, and what is wrong, where that is not clear.</summary>
    internal (TextSpan Span, int Weight)? Find(SourceFile file, out Diagnostic? problem)
    {
        var span = Path is null ? FindAfter(file, out problem) : FindAt(file, out problem);
        if (span is not { } place) return null;
        if (int.TryParse(file.Text.AsSpan(place.Start, place.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var weight)) return (place, weight);
        problem = Descriptors.WeightUnclear.At(file, place, $"'{file.Text.Substring(place.Start, place.Length)}' is no whole number");
        return null;
    }

    private TextSpan? FindAt(SourceFile file, out Diagnostic? problem)
    {
        problem = null;
        var document = LanguageCatalog.Read(file);
        if (!document.IsUnderstood)
        {
            problem = Descriptors.WeightUnclear.At(file, document.Problems[0].Span, $"{file.Path} cannot be read: {document.Problems[0].Message}");
            return null;
        }

        var places = document.Leaves.Where(l => l.Label == Label.Value && l.HasMeaning && Path!.Matches(l.Path)).ToList();
        if (places.Count == 1) return places[0].Span;
        problem = Descriptors.WeightUnclear.Anywhere($"{places.Count} values stand at {Path!.Text} in {file.Path}");
        return null;
    }

    private TextSpan? FindAfter(SourceFile file, out Diagnostic? problem)
    {
        problem = null;
        var at = file.Text.IndexOf(After!, StringComparison.Ordinal);
        var times = 0;
        for (var next = at; next >= 0; next = file.Text.IndexOf(After!, next + 1, StringComparison.Ordinal)) times++;
        if (times != 1)
        {
            problem = Descriptors.WeightUnclear.Anywhere($"'{After}' stands {times} times in {file.Path}");
            return null;
        }

        var start = at + After!.Length;
        var length = file.Text.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        if (length < 0) length = file.Text.Length - start;

        // A number that goes on with a letter, a point or a sign is another number, or none.
        var goesOn = start + length < file.Text.Length && (char.IsLetterOrDigit(file.Text[start + length]) || file.Text[start + length] is '.' or '_');
        if (length > 0 && !goesOn) return new TextSpan(start, length);
        problem = Descriptors.WeightUnclear.At(file, new TextSpan(at, After.Length), $"no whole number follows '{After}' in {file.Path}");
        return null;
    }
}
