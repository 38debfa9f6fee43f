using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>Finds the secrets that a service or a job reads.</summary>
public static class SecretReferences
{
    /// <summary>The secrets that inputs refer to by <c>secretKeyRef.secret</c> or a volume's <c>secret.secret</c>, each once, as written.</summary>
    public static ImmutableArray<string> In(StackMap inputs)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Walk(inputs, found);
        return [.. found];
    }

    /// <summary>The id of a secret given by its id or its name.</summary>
    public static string IdOf(string secret, string project) => secret.StartsWith("projects/", StringComparison.Ordinal) ? secret : $"projects/{project}/secrets/{secret}";

    /// <summary>The name of a secret given by its id or its name.</summary>
    public static string NameOf(string secret) => secret[(secret.LastIndexOf('/') + 1)..];

    private static void Walk(StackValue value, SortedSet<string> found)
    {
        foreach (var item in value.Items) Walk(item, found);
        foreach (var (key, member) in value.Members)
        {
            if (key is "secretKeyRef" or "secret" && member.Members["secret"]?.Text is { } secret) found.Add(secret);
            Walk(member, found);
        }
    }
}
