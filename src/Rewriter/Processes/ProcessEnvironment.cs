using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Rewriter.Processes;

/// <summary>Chooses what of an environment a program gets: only what is named, so that no secret reaches it by chance.</summary>
public static class ProcessEnvironment
{
    /// <summary>What almost every program needs to run at all, to find its user's settings, and to reach the network.</summary>
    public static ImmutableArray<string> Common { get; } =
    [
        "PATH", "HOME", "USER", "LANG", "LC_*", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "XDG_*",
        "SSL_CERT_*", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
    ];

    /// <summary>Names of variables are compared as the platform does.</summary>
    public static StringComparer Names { get; } = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The variables whose names fit one of the patterns; a pattern may hold <c>*</c>.</summary>
    public static ImmutableSortedDictionary<string, string> Select(IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<string> patterns)
    {
        var wanted = patterns.ToArray();
        return environment
            .Where(e => wanted.Any(p => FileSystemName.MatchesSimpleExpression(p, e.Key, ignoreCase: OperatingSystem.IsWindows())))
            .ToImmutableSortedDictionary(e => e.Key, e => e.Value, Names);
    }
}
