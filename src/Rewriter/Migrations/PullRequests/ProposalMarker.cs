using System.Text.RegularExpressions;

namespace Rewriter.Migrations.PullRequests;

/// <summary>The line, hidden from readers, by which texts of the product are known again.</summary>
public static partial class ProposalMarker
{
    /// <summary>The marker of a pull request's body.</summary>
    /// <param name="unit">The migration and the phase.</param>
    /// <param name="digest">The digest of the plan.</param>
    public static string Of(string unit, string digest) => $"<!-- rewrite:{unit} digest={digest} -->";

    /// <summary>The marker of a comment that is written again instead of being followed by another.</summary>
    /// <param name="unit">The migration and the phase.</param>
    /// <param name="topic">What it is about.</param>
    public static string Comment(string unit, string topic) => $"<!-- rewrite:{unit} about={topic} -->";

    /// <summary>The body of a pull request that the product closes itself: a person's closing looks different.</summary>
    public static string Closed(string body) => Marker().Replace(body, "<!-- rewrite:${unit} closed -->", 1);

    /// <summary>True where the product closed it itself.</summary>
    public static bool IsClosed(string body) => Marker().Match(body) is { Success: true } found && found.Groups["rest"].Value.Trim() == "closed";

    /// <summary>The digest that a body names; null where it names none.</summary>
    public static string? DigestIn(string body) => Marker().Match(body) is { Success: true } found && found.Groups["rest"].Value.Trim() is var rest && rest.StartsWith("digest=", StringComparison.Ordinal) ? rest["digest=".Length..] : null;

    [GeneratedRegex("^<!-- rewrite:(?<unit>\\S+)(?<rest>( [^\\n>]*)?) -->", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
