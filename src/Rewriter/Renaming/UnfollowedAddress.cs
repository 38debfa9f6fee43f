using System.Globalization;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>An occurrence that gives a resource an address which its state cannot follow.</summary>
/// <param name="Start">Where the occurrence begins (UTF-16).</param>
/// <param name="Reason">Why it cannot, without a full stop.</param>
internal sealed record UnfollowedAddress(int Start, string Reason)
{
    /// <summary>What tells an occurrence from those of all files.</summary>
    public static string KeyOf(RepoPath file, int start) => string.Create(CultureInfo.InvariantCulture, $"{start} {file}");
}
