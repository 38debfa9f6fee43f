namespace Rewriter.GitHub;

/// <summary>A request that a dry run does not send.</summary>
/// <param name="Method">Its method: <c>POST</c>.</param>
/// <param name="Path">Its path with the query: <c>/repos/octo/shop/pulls</c>.</param>
/// <param name="Body">Its body in short: long texts cut, lists counted; empty where it has none.</param>
public sealed record PlannedRequest(string Method, string Path, string Body)
{
    /// <summary><c>POST /repos/octo/shop/git/trees {base_tree: "4b82…", tree: [12 entries]}</c></summary>
    public override string ToString() => Body.Length == 0 ? $"{Method} {Path}" : $"{Method} {Path} {Body}";
}
