using System.Security.Cryptography;

namespace Rewriter.GitHub.Tests.Support;

/// <summary>A key of an App, made for one run of the tests.</summary>
internal static class RsaKey
{
    static RsaKey()
    {
        using var rsa = RSA.Create(2048);
        (Private, Public) = (rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem());
    }

    public static string Private { get; }

    public static string Public { get; }
}
