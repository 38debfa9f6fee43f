using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.GitHub.TestServer;

/// <content>Who asks.</content>
public sealed partial class GitHubServer
{
    /// <summary>The id of the App's installation.</summary>
    public const long InstallationId = 4711;

    /// <summary>How long a token of the installation is valid.</summary>
    public TimeSpan InstallationTokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>From now on no token of the installation is taken that was given before.</summary>
    public void EndInstallationTokens() => Identities.RemoveAll(i => i.Kind == IdentityKind.App);

    // The App itself, known by a statement that it signed: RFC 7515 and 7519.
    private ServerIdentity? IdentifyApp(string statement)
    {
        if (_options.AppPublicKey is not { } pem) return null;
        var parts = statement.Split('.');
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        if (!key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return null;
        var head = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        var now = _options.Time.GetUtcNow().ToUnixTimeSeconds();
        var (issued, end) = (claims["iat"]!.GetValue<long>(), claims["exp"]!.GetValue<long>());
        var isValid = head["alg"]!.GetValue<string>() == "RS256" && issued <= now && end > now && end - issued <= 600 && claims["iss"]!.GetValue<string>().Length > 0;
        return isValid ? new ServerIdentity("rewriter[bot]", statement, IdentityKind.App) : null;
    }

    private static Reply AppReply(Call call) => call.Identity.Kind == IdentityKind.App && call.Identity.Token.Count(c => c == '.') == 2
        ? new Reply(200, new JsonObject { ["id"] = 99, ["slug"] = "rewriter", ["name"] = "Rewriter" }) : Reply.Failed(401, "A JSON web token could not be decoded");

    private static Reply InstallationReply(Call call) => call.Identity.Kind == IdentityKind.App ? new Reply(200, new JsonObject { ["id"] = InstallationId }) : Reply.Failed(401, "A JSON web token could not be decoded");

    private Reply InstallationToken(Call call)
    {
        if (call.Identity.Kind != IdentityKind.App || call.Value("installation_id") != InstallationId.ToString(System.Globalization.CultureInfo.InvariantCulture)) return Reply.NotFound;
        var end = _options.Time.GetUtcNow() + InstallationTokenLife;
        var identity = new ServerIdentity("rewriter[bot]", "ghs_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(60)), IdentityKind.App) { End = end };
        Identities.Add(identity);
        return new Reply(201, new JsonObject { ["token"] = identity.Token, ["expires_at"] = Stamp(end) });
    }

    private static Reply UserReply(Call call) => call.Identity.Kind == IdentityKind.Personal ? new Reply(200, UserJson(call.Identity.Login)) : Forbidden();

    private Reply PermissionReply(Call call)
    {
        var login = call.Value("username");
        return Permissions.TryGetValue(login, out var permission)
            ? new Reply(200, new JsonObject { ["permission"] = permission, ["role_name"] = permission, ["user"] = UserJson(login) })
            : Reply.NotFound;
    }
}
