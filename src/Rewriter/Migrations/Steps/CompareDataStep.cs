using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Compares the data of two sides, line by line: the output of two commands, or the checksums of two files. Where there is
/// a tolerance, a line is a name and a number, and numbers may differ by so much.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Left">One side.</param>
/// <param name="Right">The other side.</param>
/// <param name="Tolerance">By how much numbers may differ; null where the sides must be the same.</param>
/// <param name="IsShare">True where the tolerance is a share of the left number, in percent.</param>
public sealed record CompareDataStep(StepHeader Header, DataSide Left, DataSide Right, double? Tolerance, bool IsShare) : Step(Header)
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public override ImmutableArray<CommandLine> Commands => [.. new[] { Left.Line, Right.Line }.OfType<CommandLine>()];

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.IsSimulation) return StepResult.Succeeded($"will compare {Left.Text(context.Settings)} with {Right.Text(context.Settings)}");
        var (left, problem) = await Left.ReadAsync(context, Header, cancellationToken);
        if (left is null) return problem!;
        var (right, otherProblem) = await Right.ReadAsync(context, Header, cancellationToken);
        if (right is null) return otherProblem!;

        ImmutableArray<string> evidence = [$"left {left.Count} lines, digest {DataSide.DigestOf(left)}", $"right {right.Count} lines, digest {DataSide.DigestOf(right)}"];
        var differences = Differences(left, right).ToList();
        if (differences.Count == 0) return StepResult.Succeeded($"{left.Count} {(left.Count == 1 ? "line is" : "lines are")} the same on both sides") with { Evidence = evidence };

        // What differs may be anybody's data: the person sees the lines, the ledger keeps their names.
        var shown = string.Join("; ", differences.Take(Shown).Select(d => $"{d.Name}: {CommandWork.Short(d.Left)} / {CommandWork.Short(d.Right)}"));
        var named = string.Join(", ", differences.Take(Shown).Select(d => d.Name));
        return StepResult.Failed(Descriptors.DataDiffers.Anywhere($"{differences.Count} of {Math.Max(left.Count, right.Count)} lines differ: {shown}")) with
        {
            Summary = string.Create(CultureInfo.InvariantCulture, $"{differences.Count} of {Math.Max(left.Count, right.Count)} lines differ: {named}"),
            Evidence = evidence,
        };
    }

    private IEnumerable<(string Name, string Left, string Right)> Differences(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var (one, other) = (ByName(left), ByName(right));
        foreach (var name in one.Keys.Union(other.Keys).Order(StringComparer.Ordinal))
        {
            var (a, b) = (one.GetValueOrDefault(name), other.GetValueOrDefault(name));
            if (a is null || b is null || !IsSame(a, b)) yield return (name, a ?? "missing", b ?? "missing");
        }
    }

    // A name that stands on several lines has them all, in order.
    private static Dictionary<string, string> ByName(IEnumerable<string> lines) =>
        lines.Select(l => l.Trim()).Where(l => l.Length > 0).Select(l => l.Split((char[]?)null, 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .GroupBy(p => p[0]).ToDictionary(g => g.Key, g => string.Join('\n', g.Select(p => p.Length > 1 ? p[1] : string.Empty)), StringComparer.Ordinal);

    private bool IsSame(string a, string b)
    {
        if (a == b) return true;
        if (Tolerance is not { } tolerance || !double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) || !double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)) return false;
        return Math.Abs(x - y) <= (IsShare ? Math.Abs(x) * tolerance / 100 : tolerance);
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("compare-data", (header, reader, scope) =>
    {
        var place = CommandPlace.Read(reader);
        var left = DataSide.Read(reader, "left", header, scope, place);
        var right = DataSide.Read(reader, "right", header, scope, place);
        var text = reader.Text("tolerance");
        var isShare = text?.EndsWith('%') == true;
        var isNumber = double.TryParse(text?.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var tolerance);
        if (text is not null && !isNumber) reader.Report(Descriptors.DefinitionShape, "tolerance", "'tolerance' of compare-data", "a number, or a share such as 0.5%", $"'{text}'");
        return new CompareDataStep(header, left, right, isNumber ? tolerance : null, isShare);
    });
}
