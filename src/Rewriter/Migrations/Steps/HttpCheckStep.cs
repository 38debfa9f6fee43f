using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>Asks a server until it answers well often enough in a row.</summary>
/// <param name="Header">What all kinds have in common; its attempts are rounds of this check.</param>
/// <param name="Url">The address, with settings in it.</param>
/// <param name="Paths">Paths below the address; each must answer well.</param>
/// <param name="Statuses">The statuses that are well; empty for 200 to 399.</param>
/// <param name="Contains">A text that the final answer must hold; null where any will do.</param>
/// <param name="MaxRedirects">How many redirects may lead to the answer; more are a loop.</param>
/// <param name="Consecutive">How often in a row it must answer well.</param>
public sealed record HttpCheckStep(StepHeader Header, string Url, ImmutableArray<string> Paths, ImmutableArray<int> Statuses, string? Contains, int MaxRedirects, int Consecutive) : Step(Header)
{
    /// <summary>True: it spends its attempts itself, so that it can count good answers in a row.</summary>
    public override bool KeepsTime => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var root = context.Settings.Expand(Url, out var missing);
        if (missing is not null) return StepResult.Failed(Descriptors.SettingMissing.Anywhere(missing, "the address to check"));
        if (!Uri.TryCreate(root, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return StepResult.Failed(Descriptors.SettingWrong.Anywhere($"'{root}' is no HTTP address"));
        if (context.IsSimulation) return StepResult.Succeeded($"will ask {string.Join(", ", Paths.Select(p => new Uri(uri, p)))}");

        var evidence = ImmutableArray.CreateBuilder<string>();
        foreach (var path in Paths)
        {
            if (await CheckAsync(context, new Uri(uri, path), evidence, cancellationToken) is { } answer)
                return StepResult.Failed(Descriptors.HttpCheckFailed.Anywhere(new Uri(uri, path), answer)) with { Evidence = evidence.ToImmutable() };
        }

        return StepResult.Succeeded($"{Paths.Length} addresses of {uri.Authority} answer well") with { Evidence = evidence.ToImmutable() };
    }

    private async Task<string?> CheckAsync(StepContext context, Uri url, ImmutableArray<string>.Builder evidence, CancellationToken cancellationToken)
    {
        var inARow = 0;
        var last = string.Empty;
        for (var attempt = 1; attempt <= Math.Max(Header.Attempts, Consecutive) + Consecutive; attempt++)
        {
            var (well, text) = await AskAsync(context, url, cancellationToken);
            evidence.Add($"{url} {text}");
            last = text;
            inARow = well ? inARow + 1 : 0;
            if (inARow >= Consecutive) return null;
            if (!well && attempt >= Header.Attempts) break;
            if (!well) await Task.Delay(Header.Backoff, context.Time, cancellationToken);
        }

        return last;
    }

    private async Task<(bool Well, string Text)> AskAsync(StepContext context, Uri url, CancellationToken cancellationToken)
    {
        var at = url;
        for (var redirects = 0; ; redirects++)
        {
            var answer = await context.Http.GetAsync(at, Header.Timeout ?? TimeSpan.FromSeconds(10), cancellationToken);
            if (answer.Problem is not null) return (false, $"did not answer: {answer.Problem}");
            if (answer.Location is { } next && answer.Status is >= 300 and < 400 && !Statuses.Contains(answer.Status))
            {
                if (redirects >= MaxRedirects) return (false, $"redirects in a loop: more than {MaxRedirects} redirects, the last to {next}");
                at = new Uri(at, next);
                continue;
            }

            var statusWell = Statuses.IsEmpty ? answer.Status is >= 200 and < 400 : Statuses.Contains(answer.Status);
            var bodyWell = Contains is null || answer.Body.Contains(Contains, StringComparison.Ordinal);
            var text = string.Create(CultureInfo.InvariantCulture, $"{answer.Status} in {answer.Latency.TotalMilliseconds:0} ms");
            return (statusWell && bodyWell, bodyWell ? text : $"{text}, without '{Contains}'");
        }
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("http-check", (header, reader, scope) => new HttpCheckStep(
        header,
        scope.ReadTemplate(reader, "url") ?? reader.RequiredText("url"),
        reader.Texts("paths") is { IsEmpty: false } paths ? paths : ["/"],
        ReadStatuses(reader),
        reader.Text("contains"),
        reader.Number("redirects") ?? 5,
        Math.Max(1, reader.Number("consecutive") ?? 1)));

    private static ImmutableArray<int> ReadStatuses(Definitions.DefinitionReader reader)
    {
        var statuses = ImmutableArray.CreateBuilder<int>();
        foreach (var text in reader.Scalars("statuses"))
        {
            if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and < 600) statuses.Add(status);
            else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, text.Span, "a status", "a number from 100 to 599", $"'{text.Value}'"));
        }

        return statuses.ToImmutable();
    }
}
