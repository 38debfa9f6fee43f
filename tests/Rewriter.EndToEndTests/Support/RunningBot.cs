using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Rewriter.EndToEndTests.Support;

/// <summary><c>rewrite bot serve</c> as a process.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _work;
    private readonly StringBuilder _output = new();
    private readonly HttpClient _client = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningBot(Process process, string work) => (_process, _work) = (process, work);

    /// <summary>What it printed.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts it on a free port, with clones in a temporary folder.</summary>
    public static async Task<RunningBot> StartAsync(HostedRepository hosted, string secret)
    {
        var work = Directory.CreateTempSubdirectory("rewrite-bot-").FullName;
        var start = new ProcessStartInfo(RewriteCommand.Words[0], [.. RewriteCommand.Words.Skip(1), "bot", "serve", "--port", "0", "--work", work, "--remote", hosted.Server.Git.Folder])
        {
            WorkingDirectory = work, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        foreach (var (name, value) in hosted.Environment(hosted.Server.Person)) start.Environment[name] = value;
        start.Environment["REWRITE_WEBHOOK_SECRET"] = secret;
        var bot = new RunningBot(new Process { StartInfo = start }, work);
        bot._process.OutputDataReceived += bot.Take;
        bot._process.ErrorDataReceived += bot.Take;
        bot._process.Start();
        bot._process.BeginOutputReadLine();
        bot._process.BeginErrorReadLine();
        bot._client.BaseAddress = await bot._listening.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return bot;
    }

    /// <summary>Sends an event as GitHub does, signed with a secret.</summary>
    public async Task<HttpStatusCode> SendAsync(JsonObject body, string secret, string type = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("webhook", UriKind.Relative)) { Content = content };
        request.Headers.Add("X-GitHub-Event", "issue_comment");
        request.Headers.Add("X-GitHub-Delivery", Guid.NewGuid().ToString());
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes)));
        request.Headers.ExpectContinue = true;
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        foreach (var file in Directory.EnumerateFiles(_work, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_work, recursive: true);
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        const string Listening = "Listening on ";
        if (line.Data is null) return;
        lock (_output) _output.AppendLine(line.Data);
        if (line.Data.StartsWith(Listening, StringComparison.Ordinal)) _listening.TrySetResult(new Uri(line.Data[Listening.Length..] + "/"));
    }
}
