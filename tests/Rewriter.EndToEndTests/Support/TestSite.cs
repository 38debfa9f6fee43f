using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rewriter.EndToEndTests.Support;

/// <summary>A real HTTP server that stands for the site.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestSite(WebApplication app) => _app = app;

    /// <summary>The address, without a slash at the end.</summary>
    public string Url => _app.Urls.First();

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    /// <summary>Answers requests; the healthy site by default.</summary>
    public RequestDelegate Handler { get; set; } = context => context.Response.WriteAsync("<title>Pult</title>");

    /// <summary>Starts a site on a free port of this machine.</summary>
    public static async Task<TestSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new TestSite(builder.Build());
        site._app.Run(context =>
        {
            site.Requests++;
            return site.Handler(context);
        });
        await site._app.StartAsync();
        return site;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
