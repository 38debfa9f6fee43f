using System.Globalization;

namespace Rewriter.Deployment;

/// <summary>Secrets and their versions as objects of a cloud. A version's value is there as a digest only.</summary>
internal static class CloudSecrets
{
    /// <summary>The output that tells whether a version may be read.</summary>
    public const string Enabled = "enabled";

    /// <summary>The output that holds the digest of a version's value.</summary>
    public const string Digest = "digest";

    /// <summary>The newest enabled version of a secret; null where there is none.</summary>
    public static CloudObject? Newest(CloudSnapshot cloud, string secretId) => Versions(cloud, secretId).LastOrDefault(v => v.Outputs[Enabled]?.Boolean == true);

    /// <summary>All versions of a secret, oldest first.</summary>
    public static IEnumerable<CloudObject> Versions(CloudSnapshot cloud, string secretId) => cloud.Objects
        .Where(o => o.Type == ResourceTypes.SecretVersion && o.ParentId == secretId)
        .OrderBy(o => Number(o.Name));

    /// <summary>The id that the next version of a secret gets.</summary>
    public static string NextId(CloudSnapshot cloud, string secretId) =>
        string.Create(CultureInfo.InvariantCulture, $"{secretId}/versions/{Versions(cloud, secretId).Select(v => Number(v.Name)).DefaultIfEmpty().Max() + 1}");

    /// <summary>A version of a secret.</summary>
    public static CloudObject Version(string id, StackMap attributes, string digest)
    {
        var parent = id[..id.LastIndexOf("/versions/", StringComparison.Ordinal)];
        return new CloudObject
        {
            Type = ResourceTypes.SecretVersion, Id = id, Name = SecretReferences.NameOf(id), ParentId = parent,
            Attributes = attributes.With("secret", parent), Outputs = StackMap.Of((Digest, digest), (Enabled, true)),
        };
    }

    private static int Number(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
