using System.Text.RegularExpressions;

namespace Rewriter.Initializing;

/// <summary>Which keys bear names of resources, and which mean other things.</summary>
internal static partial class NameKeys
{
    /// <summary>What a name looks like that may be renamed.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>What the place of a state looks like.</summary>
    public static bool IsStatePrefix(string text) => Prefix().IsMatch(text);

    /// <summary>True where an argument of a resource gives it its name.</summary>
    public static bool IsNameAttribute(string key) => Attribute().IsMatch(key);

    /// <summary>True where a key bears something that is not the name of a resource.</summary>
    public static bool MeansOther(string key) => Other().IsMatch(key);

    /// <summary>True where a key bears the place of a state.</summary>
    public static bool IsState(string key) => State().IsMatch(key);

    /// <summary>Why a key's value must not change; null where it may.</summary>
    public static string? WhyLasting(string key, string text)
    {
        if (Project().IsMatch(key)) return "the id of a project cannot be changed, and things outside of the repository are named after it";
        if (Bucket().IsMatch(key) || text.EndsWith("tfstate", StringComparison.Ordinal)) return "a bucket cannot be renamed, and its objects would stay behind";
        return Account().IsMatch(key) ? "a recreated account inherits no bindings" : null;
    }

    /// <summary>Why a resource of a Terraform type keeps its name; null where it may change.</summary>
    public static string? WhyLasting(string type) =>
        LastingType().IsMatch(type) ? "it cannot be renamed in place, and what it holds or is bound to would be lost" : null;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]*[A-Za-z0-9]$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_./-]*$")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^(name|.*_name|.*_id|prefix|.*_prefix|identifier|family|cluster|queue|topic|workspace)$")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"image|host|user|password|(^|_)db|database_name|email|descr|title|display|repository|domain|url|region|zone|owner|path|module|package|namespace_uri|registry|github|working|group$", RegexOptions.IgnoreCase)]
    private static partial Regex Other();

    [GeneratedRegex(@"state.?(prefix|key|path)|backend.?(prefix|key)", RegexOptions.IgnoreCase)]
    private static partial Regex State();

    [GeneratedRegex(@"^(project|.*[_-]?project([_-]?id)?|projectId|GCP_PROJECT.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Project();

    [GeneratedRegex(@"bucket", RegexOptions.IgnoreCase)]
    private static partial Regex Bucket();

    [GeneratedRegex(@"account|deployer", RegexOptions.IgnoreCase)]
    private static partial Regex Account();

    [GeneratedRegex(@"_bucket$|service_account$|_project$|artifact_registry_repository$|container_registry$|ecr_repository$|sql_database|db_instance|rds_cluster$|dynamodb_table$|bigquery_dataset$|kms_|key_vault$|storage_account$|iam_workload_identity_pool")]
    private static partial Regex LastingType();
}
