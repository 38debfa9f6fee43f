using System.Security.Cryptography;
using System.Text;

namespace Rewriter.PulumiStandIn;

/// <summary>Keeps secrets of a stack under its passphrase and salt.</summary>
internal sealed class Vault
{
    private readonly byte[]? _key;

    private Vault(string salt, byte[]? key, string? provider = null) => (Salt, _key, Provider) = (salt, key, provider);

    /// <summary>What settings and states keep beside secrets.</summary>
    public string Salt { get; }

    /// <summary>The address of what keeps the key instead of a passphrase; null for a passphrase.</summary>
    public string? Provider { get; }

    /// <summary>A vault whose key is kept elsewhere: whoever knows the address may open it, as with a service that lets one in.</summary>
    public static Vault Managed(string provider, string? key)
    {
        key ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(12));
        return new Vault(key, SHA256.HashData(Encoding.UTF8.GetBytes(key + "\n" + provider)), provider);
    }

    /// <summary>The vault of a salt; a new one where it is null. Without a passphrase nothing in it can be opened.</summary>
    public static Vault Open(string? salt, string? passphrase)
    {
        salt ??= "v1:" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(8));
        return new Vault(salt, passphrase is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(salt + "\n" + passphrase)));
    }

    public string Encrypt(string plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var bytes = Encoding.UTF8.GetBytes(plain);
        var (cipher, tag) = (new byte[bytes.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(Key(), tag.Length);
        aes.Encrypt(nonce, bytes, cipher, tag);
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String([.. cipher, .. tag])}";
    }

    public string Decrypt(string text)
    {
        var parts = text.Split(':');
        var (nonce, all) = (Convert.FromBase64String(parts[1]), Convert.FromBase64String(parts[2]));
        var size = AesGcm.TagByteSizes.MaxSize;
        var plain = new byte[all.Length - size];
        using var aes = new AesGcm(Key(), size);
        try
        {
            aes.Decrypt(nonce, all.AsSpan(0, plain.Length), all.AsSpan(plain.Length), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new Refusal(Refusal.Authentication, "incorrect passphrase");
        }

        return Encoding.UTF8.GetString(plain);
    }

    private byte[] Key() => _key ?? throw new Refusal(Refusal.Authentication, "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables");
}
