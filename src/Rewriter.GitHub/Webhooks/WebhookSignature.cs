using System.Security.Cryptography;
using System.Text;

namespace Rewriter.GitHub.Webhooks;

/// <summary>Tells whether a webhook was sent by one who knows the secret.</summary>
public static class WebhookSignature
{
    /// <summary>The header with the signature.</summary>
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>
    /// True where the signature was made of these bytes with this secret. Compared in constant time; without a secret,
    /// nothing is valid.
    /// </summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="body">The bytes of the body, as they came.</param>
    /// <param name="header">The header's value: <c>sha256=</c> and 64 hexadecimal digits; null where it is missing.</param>
    public static bool IsValid(string secret, ReadOnlySpan<byte> body, string? header)
    {
        if (secret.Length == 0 || header is null || !header.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var digits = header.AsSpan(Prefix.Length);
        if (digits.Length != 2 * given.Length || Convert.FromHexString(digits, given, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        return CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
    }
}
