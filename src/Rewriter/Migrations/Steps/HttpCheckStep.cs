using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rewriter.Definitions;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>Asks a server until it answers well often enough in a row.</summary>
/// <param name="Header">What all kinds have in common; its attempts are rounds of this check.</param>
/// <param name="Url">The address, with settings in it.</param>
/// <param name="Paths">Paths below the address; each must answer well.</param>
/// <param name="Statuses">The statuses that are well; empty for 200 to 399.</param>
/// <param name="Contains">A text that the final answer must hold; null where any will do.</param>
/// <param name="Json">What the final answer's JSON must say at which places.</param>
/// <param name="MaxRedirects">How many redirects may lead to the answer; more, or one to where it has been, are a loop.</param>
/// <param name="Consecutive">How often in a row it must answer well.</param>
/// <param name="Latency">How long an answer may take to be well; null for as long as a request may take.</param>
/// <param name="RequestTimeout">How long one request may take.</param>
public sealed record HttpCheckStep(
    StepHeader Header,
    string Url,
    ImmutableArray<string> Paths,
    ImmutableArray<int> Statuses,
    string? Contains,
    ImmutableArray<(string Path, string Value)> Json,
    int MaxRedirects,
    int Consecutive,
    TimeSpan? Latency,
    TimeSpan RequestTimeout) : Step(Header)
{
    /// <inheritdoc/>
    public override bool KeepsTime => true;

    /// <inheritdoc/>
    public override bool CountsAttempts => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var root = context.Settings.Expand(Url, out var missing);
        if (missing is not null) return StepResult.Failed(Descriptors.SettingMissing.Anywhere(missing, "the address to check"));
        if (!Uri.TryCreate(root, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return StepResult.Failed(Descriptors.SettingWrong.Anywhere($"'{root}' is no HTTP address"));
        if (context.IsSimulation) return StepResult.Succeeded($"will ask {string.Join(", ", Paths.Select(p => new Uri(uri, p)))}");

        var evidence = ImmutableArray.CreateBuilder<string>();
        using var clock = new CancellationTokenSource(Header.Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            foreach (var path in Paths)
            {
                if (await CheckAsync(context, new Uri(uri, path), evidence, limit.Token) is { } answer)
                    return StepResult.Failed(Descriptors.HttpCheckFailed.Anywhere(new Uri(uri, path), answer)) with { Evidence = evidence.ToImmutable() };
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var last = evidence.Count == 0 ? "nothing was answered" : $"the last answer: {evidence[^1]}";
            return new StepResult(StepOutcome.Inconclusive, $"not well often enough within {WaitStep.Text(Header.Timeout!.Value)}; {last}") { Evidence = evidence.ToImmutable() };
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
        var been = new HashSet<Uri>();
        for (var at = url; ;)
        {
            been.Add(at);
            var answer = await context.Http.GetAsync(at, RequestTimeout, cancellationToken);
            if (answer.Problem is not null) return (false, $"did not answer: {answer.Problem}");
            if (answer.Location is not { } next || answer.Status is < 300 or >= 400 || Statuses.Contains(answer.Status)) return Judge(answer);
            at = new Uri(at, next);
            if (been.Contains(at)) return (false, $"redirects in a loop: it leads back to {at}");
            if (been.Count > MaxRedirects) return (false, $"redirects in a loop: more than {MaxRedirects} redirects, the last to {at}");
        }
    }

    private (bool Well, string Text) Judge(HttpAnswer answer)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{answer.Status} in {answer.Latency.TotalMilliseconds:0} ms");
        if (!(Statuses.IsEmpty ? answer.Status is >= 200 and < 400 : Statuses.Contains(answer.Status))) return (false, text);
        if (Contains is not null && !answer.Body.Contains(Contains, StringComparison.Ordinal)) return (false, $"{text}, without '{Contains}'");
        foreach (var (path, value) in Json)
        {
            if (JsonPlace.Find(answer.Body, path) is var found && found != value) return (false, $"{text}, with {path} {(found is null ? "missing" : $"'{CommandWork.Short(found)}'")} and not '{value}'");
        }

        return answer.Latency > Latency ? (false, $"{text}, longer than {WaitStep.Text(Latency.Value)}") : (true, text);
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("http-check", (header, reader, scope) => new HttpCheckStep(
        header,
        scope.ReadTemplate(reader, "url") ?? reader.RequiredText("url"),
        reader.Texts("paths") is { IsEmpty: false } paths ? paths : ["/"],
        ReadStatuses(reader),
        reader.Text("contains"),
        ReadJson(reader),
        reader.Number("redirects") ?? 5,
        Math.Max(1, reader.Number("consecutive") ?? 1),
        reader.Duration("latency"),
        reader.Duration("requestTimeout") ?? TimeSpan.FromSeconds(10)));

    private static ImmutableArray<(string Path, string Value)> ReadJson(DefinitionReader reader)
    {
        var wanted = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (key, value) in reader.Section("json", "json")?.All() ?? [])
        {
            if (!JsonPlace.IsPath(key.Value)) reader.Diagnostics.Add(Descriptors.BadPattern.At(reader.File, key.Span, key.Value, "path in JSON", "it is names and [numbers], separated by dots"));
            else if (value is DefinitionScalar text) wanted.Add((key.Value, text.Value));
            else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, value.Span, $"'{key.Value}'", "a text", value.Kind));
        }

        return wanted.ToImmutable();
    }

    private static ImmutableArray<int> ReadStatuses(DefinitionReader reader)
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
