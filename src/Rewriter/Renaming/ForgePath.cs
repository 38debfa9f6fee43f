namespace Rewriter.Renaming;

/// <summary>The repository that a URL or an import path of a forge names, and where its parts stand in the token.</summary>
/// <param name="Owner">The owner: a user, an organisation.</param>
/// <param name="Name">The repository's name without <c>.git</c>; empty where only an owner is named.</param>
/// <param name="OwnerStart">Where the owner begins in the token.</param>
/// <param name="NameStart">Where the name begins in the token.</param>
/// <param name="RestStart">Where what follows the name begins in the token.</param>
internal readonly record struct ForgePath(string Owner, string Name, int OwnerStart, int NameStart, int RestStart)
{
    private static readonly string[] Hosts =
    [
        "github.com", "www.github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "raw.githubusercontent.com", "ghcr.io", "quay.io", "docker.io", "hub.docker.com", "gcr.io",
        "api.github.com", "codecov.io", "img.shields.io", "goreportcard.com", "pkg.go.dev", "godoc.org", "circleci.com", "travis-ci.org", "travis-ci.com", "app.codecov.io", "deepwiki.com",
        "bestpractices.coreinfrastructure.org", "api.securityscorecards.dev", "registry.terraform.io", "cdn.jsdelivr.net", "star-history.com", "api.star-history.com", "colab.research.google.com", "gitpod.io", "codespaces.new",
    ];

    private static readonly string[] Registries = ["ghcr.io", "quay.io", "docker.io", "gcr.io", "registry.gitlab.com", "public.ecr.aws", "registry.k8s.io", "mcr.microsoft.com"];

    // Segments that stand between the host and the owner.
    private static readonly HashSet<string> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "gh", "github", "repos", "report", "badge", "r", "u", "_", "modules", "orgs", "users", "github.com", "repository", "docker", "pulls", "v", "license", "stars", "forks", "issues", "contributors", "actions", "workflow", "status",
        "issues-pr", "issues-raw", "issues-closed", "release", "tag", "last-commit", "commit-activity", "downloads", "svg", "build", "projects", "gh-action", "languages", "top", "all-contributors",
    };

    /// <summary>True where the host is one whose paths begin with an owner and a repository.</summary>
    public static bool IsForge(string host) => Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>True where the host holds images or charts.</summary>
    public static bool IsRegistry(string host) =>
        Registries.Contains(host, StringComparer.OrdinalIgnoreCase) || host.EndsWith(".gcr.io", StringComparison.OrdinalIgnoreCase) || IsPrivateRegistry(host);

    /// <summary>True where the host is a registry that belongs to one account of a cloud.</summary>
    public static bool IsPrivateRegistry(string host) =>
        host.EndsWith("-docker.pkg.dev", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".azurecr.io", StringComparison.OrdinalIgnoreCase) || host.Contains(".dkr.ecr.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the path of a token; null where it names no owner.</summary>
    public static ForgePath? Read(ReadOnlySpan<char> token, UrlParts url)
    {
        if (!IsForge(url.Host)) return null;
        var at = url.PathStart;
        var bare = url.Host is "github.com" or "gitlab.com" or "ghcr.io" or "raw.githubusercontent.com" or "www.github.com" or "bitbucket.org" or "codeberg.org";
        while (at < token.Length)
        {
            var segment = Segment(token, at);
            if (segment.Length > 0 && (bare || !Prefixes.Contains(segment.ToString()))) break;
            at += segment.Length + 1;
            if (bare && at > url.PathStart + 1) break;
        }

        if (at >= token.Length) return null;
        var owner = Segment(token, at);
        var nameStart = Math.Min(token.Length, at + owner.Length + 1);
        var name = Segment(token, nameStart);
        var rest = Math.Min(token.Length, nameStart + name.Length);
        if (name.IndexOfAny("@:?#") is var sign and >= 0) name = name[..sign];
        if (name.EndsWith(".git")) name = name[..^4];
        return new ForgePath(owner.ToString(), name.ToString(), at, nameStart, nameStart + Math.Min(name.Length, rest - nameStart));
    }

    private static ReadOnlySpan<char> Segment(ReadOnlySpan<char> token, int at)
    {
        var rest = token[Math.Min(at, token.Length)..];
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }
}
