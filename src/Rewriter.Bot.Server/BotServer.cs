using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rewriter.Forges;
using Rewriter.Processes;

namespace Rewriter.Bot.Server;

/// <summary>The web server that takes webhooks. It answers at once and works afterwards.</summary>
public static class BotServer
{
    private const int Failed = 2;

    /// <summary>Runs until it is told to stop.</summary>
    /// <param name="args"><c>--urls=</c>, <c>--work=</c>, <c>--remote=</c>, <c>--allow-commands=true</c>.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = WebhookEndpoint.MaxBody;
            kestrel.AddServerHeader = false;
        });

        var environment = SystemProcessRunner.OwnEnvironment();
        BotSetup setup;
        try
        {
            setup = BotSetup.Read(builder.Configuration, environment);
        }
        catch (ForgeException missing)
        {
            await Console.Error.WriteLineAsync($"error {missing.Code}: {missing.Message}\n  {missing.Remedy}");
            return Failed;
        }

        await using var app = builder.Build();
        await using var queue = new RepositoryQueue(app.Logger);
        var endpoint = new WebhookEndpoint(setup.Secret, new BotWork(setup), queue);
        app.MapGet("/healthz", () => Results.Text("ok\n"));
        app.MapPost("/webhook", endpoint.HandleAsync);
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Listening on {string.Join(", ", app.Urls)}"));
        await app.RunAsync();
        return 0;
    }
}
