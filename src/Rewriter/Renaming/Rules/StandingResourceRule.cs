namespace Rewriter.Renaming.Rules;

/// <summary>
/// Names of things that cannot be renamed where they stand, and that others hang on: the place of a state, a bucket, a
/// project's id. Changing the text alone would point at something empty.
/// </summary>
internal sealed class StandingResourceRule : IOccurrenceRule
{
    private static readonly RenameVerdict State = RenameVerdict.Propose("state-place", "the state lies there under the old name; another place is empty until the state is moved");
    private static readonly RenameVerdict Storage = RenameVerdict.Propose("bucket", "a bucket cannot be renamed; a new one is empty until its objects are copied");
    private static readonly RenameVerdict Account = RenameVerdict.Propose("account-id", "the id of a project or an account cannot be changed");

    private static readonly HashSet<string> Accounts = new(StringComparer.OrdinalIgnoreCase)
    {
        "project_id", "projectid", "gcp_project", "gcp_project_id", "google_project", "google_cloud_project", "gcloud_project", "cloudsdk_core_project", "aws_account_id", "subscription_id", "azure_subscription_id", "arm_subscription_id",
    };

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        var token = occurrence.Token;
        if (token.StartsWith("gs://", StringComparison.Ordinal) || token.StartsWith("s3://", StringComparison.Ordinal) || token.StartsWith("abfss://", StringComparison.Ordinal)) return Storage;
        if (token.Contains("-backend-config=", StringComparison.Ordinal) || IsBackend(occurrence)) return State;
        if (!MayNameAccount(occurrence.Line)) return null;
        if (!KeyValueLine.TryRead(occurrence.Line, occurrence.StartInLine, out var key) || !Accounts.Contains(key.Replace('-', '_'))) return null;

        // A reference is no id; and a key that is renamed itself would not say the same the next time.
        return token.AsSpan().IndexOfAny('.', '$') < 0 && occurrence.Facts.Matcher.Match(key).Count == 0 ? Account : null;
    }

    // Every key above holds one of these words; the line is only taken apart where one stands in it.
    private static bool MayNameAccount(ReadOnlySpan<char> line) =>
        line.Contains("project", StringComparison.OrdinalIgnoreCase) || line.Contains("account", StringComparison.OrdinalIgnoreCase) || line.Contains("subscription", StringComparison.OrdinalIgnoreCase);

    private static bool IsBackend(OccurrenceContext occurrence)
    {
        if (occurrence.Leaf.Languages is not { Language: "hcl" } || occurrence.Leaf.Path is null) return false;
        return occurrence.Leaf.Path.Segments() is ["terraform", "backend" or "cloud", ..] or ["remote_state", ..];
    }
}
