using System.Diagnostics;
using System.Text;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Hosting;

/// <summary>Asks real servers over HTTP.</summary>
public sealed class HttpProbe : IHttpProbe
{
    private const int MaxBody = 64 * 1024;
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public async Task<HttpAnswer> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var clock = Stopwatch.StartNew();
        try
        {
            using var response = await Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            var buffer = new byte[MaxBody];
            var length = await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, limit.Token);
            return new HttpAnswer((int)response.StatusCode, Encoding.UTF8.GetString(buffer, 0, length), response.Headers.Location, clock.Elapsed, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HttpAnswer(0, string.Empty, null, clock.Elapsed, $"no answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException failure)
        {
            return new HttpAnswer(0, string.Empty, null, clock.Elapsed, failure.Message);
        }
    }
}
