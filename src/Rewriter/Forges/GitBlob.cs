using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rewriter.Forges;

/// <summary>The id that git gives to the bytes of a file.</summary>
public static class GitBlob
{
    /// <summary>The id of a blob in a repository whose object format is SHA-1, as all of GitHub's are: 40 digits, lower case.</summary>
    public static string Id(ReadOnlySpan<byte> content)
    {
#pragma warning disable CA5350 // Git chose the algorithm; it names content here and protects nothing.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
