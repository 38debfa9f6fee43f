using System.Collections.Frozen;
using System.Text;

namespace Rewriter.Terraform;

/// <summary>Names of Terraform as the property names of Pulumi's GCP SDK, for the types that the catalogue knows.</summary>
internal static class TerraformNames
{
    // Blocks of which there is at most one are lists in Terraform and plain objects in the SDK.
    private static readonly FrozenSet<string> SingleBlocks = new[]
    {
        "template", "scaling", "replication", "auto", "user_managed", "oidc", "aws", "saml", "vpc_access", "resources", "value_source", "secret_key_ref",
        "secret", "condition", "versioning", "startup_probe", "liveness_probe", "http_get", "tcp_socket", "grpc", "binary_authorization", "rotation",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Their keys are the user's own.
    private static readonly FrozenSet<string> FreeMaps = new[] { "labels", "annotations", "limits", "attribute_mapping", "version_aliases" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsSingleBlock(string name) => SingleBlocks.Contains(name);

    public static bool IsFreeMap(string name) => FreeMaps.Contains(name);

    public static string Property(string name)
    {
        if (name is "env" or "command") return name + "s";
        if (!name.Contains('_')) return name;
        var result = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '_' && i > 0 && i + 1 < name.Length) result.Append(char.ToUpperInvariant(name[++i]));
            else result.Append(name[i]);
        }

        return result.ToString();
    }
}
