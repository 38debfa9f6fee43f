using System.Globalization;
using System.Runtime.CompilerServices;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Waits for time to pass. The time counts from when the phase first came here, which the ledger knows, so a wait of
/// weeks needs no process that lives so long: <c>resume</c> asks again.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Duration">How long; null where it waits for a moment.</param>
/// <param name="Until">The moment; null where it waits for a while.</param>
public sealed record WaitStep(StepHeader Header, TimeSpan? Duration, DateTimeOffset? Until) : Step(Header)
{
    // So short a rest is not worth a second command.
    private static readonly TimeSpan SleptThrough = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.IsSimulation) return StepResult.Succeeded(Until is { } moment ? $"will wait until {Text(moment)}" : $"will wait {Text(Duration!.Value)}");
        var now = context.Time.GetUtcNow();
        var began = context.Run.FirstOrDefault(e => e.Step == Header.Id && e.Event == LedgerEvent.StepBegun)?.At ?? now;
        var end = Until ?? began + Duration!.Value;
        if (now < end && end - now <= SleptThrough) await Task.Delay(end - now, context.Time, cancellationToken);
        else if (now < end) return new StepResult(StepOutcome.Waiting, $"until {Text(end)}, another {Text(end - now)}");
        return StepResult.Succeeded($"waited since {Text(began)}, until {Text(end)}");
    }

    /// <summary>A moment as the ledger and the command write it.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + "Z";

    /// <summary>A duration in its largest units: <c>13 d 4 h</c>.</summary>
    public static string Text(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{(
        duration.TotalDays >= 1 ? $"{(int)duration.TotalDays} d {duration.Hours} h"
        : duration.TotalHours >= 1 ? $"{duration.Hours} h {duration.Minutes} min"
        : duration.TotalMinutes >= 1 ? $"{duration.Minutes} min {duration.Seconds} s"
        : $"{duration.TotalSeconds:0.#} s")}");

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("wait", (header, reader, _) =>
    {
        var (duration, until) = (reader.Duration("for"), ReadMoment(reader));
        if (reader.Has("for") == reader.Has("until")) reader.Report(Descriptors.DefinitionKeyMissing, "kind", $"step '{header.Id}'", "for, or until (one of the two)");
        return new WaitStep(header, duration, until);
    });

    private static DateTimeOffset? ReadMoment(DefinitionReader reader)
    {
        if (reader.Text("until") is not { } text) return null;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))) return moment;
        reader.Report(Descriptors.DefinitionShape, "until", "'until' of a wait", "a moment with its time zone, such as 2027-01-31T08:00Z", $"'{text}'");
        return null;
    }
}
