using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Git;
using Rewriter.Processes;

namespace Rewriter.Migrations.Steps;

/// <summary>Where is asked what runs.</summary>
/// <param name="Driver">Who is asked.</param>
/// <param name="App">The application, with settings in it.</param>
/// <param name="Namespace">Its namespace; null for the program's own choice.</param>
/// <param name="IsDeployment">With kubectl: true for a deployment, false for an Argo CD application.</param>
/// <param name="Url">With HTTP: the address, with settings in it.</param>
/// <param name="Json">With HTTP: where in the answer the revision stands; null where it stands anywhere in it.</param>
public sealed record RolloutSource(RolloutDriver Driver, string App, string? Namespace, bool IsDeployment, string? Url, string? Json)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    // Credentials of clusters come by these, and by files below HOME.
    private static readonly string[] Passed = [.. ProcessEnvironment.Common, "ARGOCD_*", "KUBECONFIG", "KUBERNETES_*", "AWS_*", "AZURE_*", "CLOUDSDK_*", "GOOGLE_*"];

    /// <summary>Looks once.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="expected">The revision that must run, which an answer without structure is searched for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was seen; or nothing, with why it could not be seen.</returns>
    /// <exception cref="ProgramMissingException">The program is not on PATH.</exception>
    internal Task<(RolloutState? State, string? Problem)> LookAsync(StepContext context, string expected, CancellationToken cancellationToken) => Driver switch
    {
        RolloutDriver.ArgoCd => AskAsync(context, "argocd", ["app", "get", App, "--refresh", .. Where("--app-namespace"), "-o", "json"], RolloutState.OfApplication, cancellationToken),
        RolloutDriver.Kubectl when IsDeployment => AskAsync(context, "kubectl", ["get", "deployment", App, .. Where("--namespace"), "-o", "json"], RolloutState.OfDeployment, cancellationToken),
        RolloutDriver.Kubectl => AskAsync(context, "kubectl", ["get", "applications.argoproj.io", App, .. Where("--namespace"), "-o", "json"], RolloutState.OfApplication, cancellationToken),
        _ => GetAsync(context, expected, cancellationToken),
    };

    internal static RolloutSource Read(DefinitionReader reader, MigrationScope scope)
    {
        var driver = reader.Choice("driver", RolloutDriver.ArgoCd, ("argocd", RolloutDriver.ArgoCd), ("kubectl", RolloutDriver.Kubectl), ("http", RolloutDriver.Http));
        if (!reader.Has("driver")) reader.RequiredText("driver");
        var app = scope.ReadTemplate(reader, "app") ?? reader.RequiredText("app");
        var url = scope.ReadTemplate(reader, "url");
        if (driver == RolloutDriver.Http && url is null) reader.RequiredText("url");
        var json = reader.Text("json");
        if (json is not null && !JsonPlace.IsPath(json)) reader.Report(Descriptors.BadPattern, "json", json, "path in JSON", "it is made of names, dots and numbers in brackets");
        return new RolloutSource(driver, app, scope.ReadTemplate(reader, "namespace"), reader.Choice("resource", false, ("application", false), ("deployment", true)), url, json);
    }

    private string[] Where(string option) => Namespace is null ? [] : [option, Namespace];

    private static async Task<(RolloutState? State, string? Problem)> AskAsync(StepContext context, string program, ImmutableArray<string> arguments, Func<JsonElement, RolloutState> read, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest { Program = program, Arguments = arguments, Folder = context.Root, Environment = ProcessEnvironment.Select(context.Environment, Passed), Timeout = AnswerTime };
        var result = await context.Processes.RunAsync(request, onOutputLine: null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var asked = $"'{program} {string.Join(' ', arguments)}'";
        if (result.End != ProcessEnd.Exited) return (null, $"{asked} did not answer within {AnswerTime.TotalSeconds:0} s");
        if (result.ExitCode != 0) return (null, $"{asked} ended with {result.ExitCode}: {GitException.Mask(result.Error.Trim())}");
        try
        {
            using var json = JsonDocument.Parse(result.Output);
            return (read(json.RootElement), null);
        }
        catch (JsonException broken)
        {
            return (null, $"{asked} answered something that is no JSON: {broken.Message}");
        }
    }

    private async Task<(RolloutState? State, string? Problem)> GetAsync(StepContext context, string expected, CancellationToken cancellationToken)
    {
        var text = context.Settings.Expand(Url!, out _);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) return (null, $"'{text}' is no HTTP address");
        var answer = await context.Http.GetAsync(url, AnswerTime, cancellationToken);
        if (answer.Problem is not null) return (new RolloutState(false, [], $"{url} did not answer: {answer.Problem}"), null);
        var found = Json is null ? (answer.Body.Contains(expected, StringComparison.Ordinal) ? expected : null) : JsonPlace.Find(answer.Body, Json);
        var well = answer.Status is >= 200 and < 300;
        return (new RolloutState(well, found is null ? [] : [found], $"{url} answers {answer.Status}, {(found is null ? "without the revision" : $"with {GitGuard.Short(found)}")}"), null);
    }
}
