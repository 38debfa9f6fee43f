using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rewriter.Definitions;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Measures a number for a while and compares each sample with limits. Too many samples outside of them fail the step;
/// too few samples at all leave it inconclusive, which is not failed.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Query">Where the number comes from.</param>
/// <param name="AtLeast">The lower limit, itself well; null for none.</param>
/// <param name="AtMost">The upper limit, itself well; null for none.</param>
/// <param name="Window">How long it measures; zero for one sample.</param>
/// <param name="Every">How long it rests between samples.</param>
/// <param name="Failures">How many samples may be outside of the limits.</param>
/// <param name="Minimum">How many samples there must be for a judgement.</param>
public sealed record MetricGateStep(StepHeader Header, MetricQuery Query, double? AtLeast, double? AtMost, TimeSpan Window, TimeSpan Every, int Failures, int Minimum) : Step(Header)
{
    /// <inheritdoc/>
    public override ImmutableArray<CommandLine> Commands => Query.Line is { } line ? [line] : [];

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.IsSimulation) return StepResult.Succeeded($"will measure {Query.Text(context.Settings)} for {WaitStep.Text(Window)}: {Limits}");
        var samples = new List<double>();
        var evidence = ImmutableArray.CreateBuilder<string>();
        var end = context.Time.GetUtcNow() + Window;
        while (true)
        {
            var (number, seen, impossible) = await Query.AskAsync(context, Header, cancellationToken);
            if (impossible is not null) return impossible;
            evidence.Add($"{WaitStep.Text(context.Time.GetUtcNow())} {seen}");
            if (number is { } sample) samples.Add(sample);
            if (samples.Count(s => !IsWell(s)) > Failures) return StepResult.Failed(Descriptors.MetricBreached.Anywhere($"{Say(samples)}, {Limits}")) with { Evidence = evidence.ToImmutable() };
            if (context.Time.GetUtcNow() + Every > end) break;
            await Task.Delay(Every, context.Time, cancellationToken);
        }

        return (samples.Count < Minimum
            ? new StepResult(StepOutcome.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"{samples.Count} samples of {Minimum} needed, the last: {evidence[^1]}"))
            : StepResult.Succeeded($"{Say(samples)}, {Limits}")) with { Evidence = evidence.ToImmutable() };
    }

    private string Limits => string.Create(CultureInfo.InvariantCulture, $"{(AtLeast is null ? string.Empty : $"at least {AtLeast}")}{(AtLeast is null || AtMost is null ? string.Empty : " and ")}{(AtMost is null ? string.Empty : $"at most {AtMost}")} wanted");

    private bool IsWell(double sample) => (AtLeast is null || sample >= AtLeast) && (AtMost is null || sample <= AtMost);

    private string Say(List<double> samples) =>
        string.Create(CultureInfo.InvariantCulture, $"{samples.Count} samples from {samples.Min()} to {samples.Max()}, {samples.Count(s => !IsWell(s))} of them outside");

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("metric-gate", (header, reader, scope) =>
    {
        var query = MetricQuery.Read(reader, header, scope);
        var (least, most) = (ReadNumber(reader, "atLeast"), ReadNumber(reader, "atMost"));
        if (!reader.Has("atLeast") && !reader.Has("atMost")) reader.Report(Descriptors.DefinitionKeyMissing, "kind", $"step '{header.Id}'", "atLeast or atMost");
        var every = reader.Duration("every") ?? TimeSpan.FromSeconds(10);
        if (every <= TimeSpan.Zero) reader.Report(Descriptors.DefinitionShape, "every", "'every' of a metric-gate", "a duration above zero", "none");
        return new MetricGateStep(header, query, least, most, reader.Duration("window") ?? TimeSpan.Zero, every, reader.Number("failures") ?? 0, Math.Max(1, reader.Number("minimum") ?? 1));
    });

    /// <summary>A number that may have a fraction; null where the key is missing or it is none, which is reported.</summary>
    internal static double? ReadNumber(DefinitionReader reader, string key)
    {
        if (reader.Text(key) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
        reader.Report(Descriptors.DefinitionShape, key, $"'{key}'", "a number", $"'{text}'");
        return null;
    }
}
