using System.Collections.Immutable;

namespace Rewriter.Renaming;

/// <summary>What belongs to the project itself: its repositories, their owners, its domains.</summary>
/// <param name="Slugs">Repositories as <c>owner/name</c>, in lower case.</param>
/// <param name="Domains">Domains, in lower case.</param>
internal sealed record OwnNames(ImmutableHashSet<string> Slugs, ImmutableHashSet<string> Domains)
{
    /// <summary>Nothing is known to be the project's own.</summary>
    public static OwnNames None { get; } = new([], []);

    /// <summary>True where a repository is the project's own.</summary>
    public bool OwnsRepository(string owner, string name) => Slugs.Contains(Rewriter.Naming.NameWords.Lower($"{owner}/{name}"));

    /// <summary>True where the owner of one of the project's repositories is meant.</summary>
    public bool OwnsOwner(string owner)
    {
        foreach (var slug in Slugs)
        {
            if (slug.Length > owner.Length && slug[owner.Length] == '/' && slug.StartsWith(owner, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>True where the host is one of the project's domains, lies below one, or carries an owner's or a repository's name.</summary>
    public bool OwnsHost(string host)
    {
        foreach (var domain in Domains)
        {
            if (host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)) return true;
        }

        var labels = host.Split('.');
        foreach (var slug in Slugs)
        {
            var slash = slug.IndexOf('/', StringComparison.Ordinal);
            if (labels.Contains(slug[..slash], StringComparer.OrdinalIgnoreCase) || labels.Contains(slug[(slash + 1)..], StringComparer.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
