using System.Text;
using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>What is known of a type: its id, what cannot be changed in place, what is secret, what protects.</summary>
/// <param name="Id">The id, with inputs in braces; null where the cloud numbers the objects.</param>
/// <param name="Name">The input that is made from the logical name where it is missing; null for none.</param>
/// <param name="Replace">The inputs that force a replacement.</param>
internal sealed record TypeTable(string? Id, string? Name, string[] Replace)
{
    private const string P = "projects/{project}";

    private static readonly Dictionary<string, TypeTable> All = new(StringComparer.Ordinal)
    {
        ["gcp:cloudrunv2/service:Service"] = new(P + "/locations/{location}/services/{name}", "name", ["name", "location", "project"]) { Protects = true },
        ["gcp:cloudrunv2/job:Job"] = new(P + "/locations/{location}/jobs/{name}", "name", ["name", "location", "project"]) { Protects = true },
        ["gcp:secretmanager/secret:Secret"] = new(P + "/secrets/{secretId}", null, ["secretId", "replication", "project"]),
        ["gcp:secretmanager/secretVersion:SecretVersion"] = new(null, null, ["secret", "secretData"]) { SecretInput = "secretData" },
        ["gcp:secretmanager/secretIamMember:SecretIamMember"] = new(P + "/secrets/{secretId} {role} {member}", null, ["secretId", "role", "member", "project"]),
        ["gcp:artifactregistry/repository:Repository"] = new(P + "/locations/{location}/repositories/{repositoryId}", null, ["repositoryId", "format", "location", "project"]),
        ["gcp:serviceaccount/account:Account"] = new(P + "/serviceAccounts/{accountId}@{project}.iam.gserviceaccount.com", null, ["accountId", "project"]),
        ["gcp:iam/workloadIdentityPool:WorkloadIdentityPool"] = new(P + "/locations/global/workloadIdentityPools/{workloadIdentityPoolId}", null, ["workloadIdentityPoolId", "project"]),
        ["gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider"] =
            new(P + "/locations/global/workloadIdentityPools/{workloadIdentityPoolId}/providers/{workloadIdentityPoolProviderId}", null, ["workloadIdentityPoolId", "workloadIdentityPoolProviderId", "project"]),
        ["gcp:storage/bucket:Bucket"] = new("{name}", "name", ["name", "location", "project"]),
    };

    /// <summary>Whether objects are protected from deletion unless they say otherwise.</summary>
    public bool Protects { get; init; }

    /// <summary>The input that is secret even where the program does not say so; null for none.</summary>
    public string? SecretInput { get; init; }

    public static TypeTable Of(string type) => All.GetValueOrDefault(type) ?? new TypeTable("{name}", "name", ["name"]);

    /// <summary>What exists, with its secret as one.</summary>
    public JsonObject Sealed(JsonObject found)
    {
        var result = found.DeepClone().AsObject();
        if (SecretInput is { } secret && result[secret] is { } open) result[secret] = Values.Secret(open.DeepClone());
        return result;
    }

    public bool IsProtected(JsonObject inputs) => Protects && (inputs["deletionProtection"]?.GetValue<bool>() ?? true);

    /// <summary>The id of an object; null where an input is not known yet.</summary>
    public string? IdOf(JsonObject inputs, Func<int>? number)
    {
        if (Id is null) return number is null || Values.HasUnknown(inputs["secret"]) ? null : $"{Values.Text(inputs["secret"])}/versions/{number() + 1}";
        var result = new StringBuilder();
        for (var at = 0; at < Id.Length; at++)
        {
            if (Id[at] != '{')
            {
                result.Append(Id[at]);
                continue;
            }

            var end = Id.IndexOf('}', at);
            var value = inputs[Id[(at + 1)..end]];
            if (Values.HasUnknown(value)) return null;
            var text = value is null ? "p" : Values.Text(value);
            // A reference may be a whole id.
            if (text.StartsWith(result.ToString(), StringComparison.Ordinal)) result.Clear();
            result.Append(text);
            at = end;
        }

        return result.ToString();
    }
}
