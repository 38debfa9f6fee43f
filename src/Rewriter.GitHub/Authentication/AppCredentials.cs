using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rewriter.GitHub.Http;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub.Authentication;

/// <summary>
/// A GitHub App: its key signs a short statement (a JSON Web Token, RS256), for which GitHub gives a token of the
/// installation that is valid for an hour. It is asked for anew shortly before it ends, or when it is not taken.
/// </summary>
public sealed class AppCredentials : GitHubCredentials, IDisposable
{
    // A token that ends while a request is under way helps nobody.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);

    private readonly string _app;
    private readonly RSA _key;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long? _installation;
    private string? _token;
    private DateTimeOffset _end;

    private AppCredentials(string app, RSA key, long? installation) => (_app, _key, _installation) = (app, key, installation);

    /// <summary>An App.</summary>
    /// <param name="app">Its id or client id.</param>
    /// <param name="key">Its private key in PEM, or the path of a file with it. Line ends may be written as <c>\n</c>.</param>
    /// <param name="installation">The id of the installation; that of the repository where null.</param>
    /// <exception cref="Forges.ForgeException">The key or the id is not valid (RW5008).</exception>
    public static AppCredentials Create(string app, string key, string? installation = null)
    {
        var id = installation is null ? (long?)null
            : long.TryParse(installation, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw Failures.NotConfigured("REWRITE_APP_INSTALLATION_ID is no number");
        var rsa = RSA.Create();
        try
        {
            var pem = key.Contains("-----BEGIN", StringComparison.Ordinal) ? key : File.ReadAllText(key);
            rsa.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
            return new AppCredentials(app.Trim(), rsa, id);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            rsa.Dispose();
            throw Failures.NotConfigured("REWRITE_APP_PRIVATE_KEY is no private RSA key in PEM, nor the path of a file with one");
        }
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"the App {_app}";

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _gate.Dispose();
    }

    /// <inheritdoc/>
    internal override async ValueTask<string> GetTokenAsync(GitHubTransport transport, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_token is { } known && transport.Time.GetUtcNow() < _end - Reserve) return known;
            _installation ??= (await transport.ReadAsync(transport.Repository("/installation") with { Bearer = Statement(transport.Time) }, GitHubJson.Default.InstallationDto, cancellationToken)).Id;
            var request = new GitHubRequest(HttpMethod.Post, $"/app/installations/{_installation}/access_tokens") { Bearer = Statement(transport.Time), IsWrite = false, IsRepeatable = true };
            var answer = await transport.ReadAsync(request, GitHubJson.Default.InstallationTokenDto, cancellationToken);
            (_token, _end) = (answer.Token, answer.ExpiresAt);
            return _token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    internal override bool Forget(string token)
    {
        if (_token == token) _token = null;
        return true;
    }

    /// <inheritdoc/>
    internal override string Redact(string text) => _token is { } token ? text.Replace(token, "***", StringComparison.Ordinal) : text;

    /// <summary>The statement by which the App itself is known, valid for some minutes.</summary>
    internal string Statement(TimeProvider time)
    {
        // Issued a minute ago and valid for nine more: clocks differ, and ten minutes is the longest that is taken.
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var head = Part(Encoding.UTF8.GetBytes("""{"alg":"RS256","typ":"JWT"}"""));
        var body = Part(JsonSerializer.SerializeToUtf8Bytes(new AppStatementDto(now - 60, now + 540, _app), GitHubJson.Default.AppStatementDto));
        var signature = _key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{body}.{Part(signature)}";
    }

    private static string Part(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
