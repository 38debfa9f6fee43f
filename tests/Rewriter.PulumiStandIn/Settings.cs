namespace Rewriter.PulumiStandIn;

/// <summary>What the environment says.</summary>
/// <param name="Backend">The backend's folder.</param>
/// <param name="Cloud">The folder of what exists: one cloud for all backends, or one beside the states.</param>
/// <param name="Passphrase">The passphrase; null where there is none.</param>
/// <param name="Failing">The resources whose operation fails.</param>
/// <param name="Slow">The resources whose operation waits for an interrupt.</param>
/// <param name="OffersEventLog">Whether the event log is offered at all.</param>
internal sealed record Settings(string Backend, string Cloud, string? Passphrase, string[] Failing, string[] Slow, bool OffersEventLog)
{
    public static Settings FromEnvironment()
    {
        var url = Environment.GetEnvironmentVariable("PULUMI_BACKEND_URL");
        if (string.IsNullOrEmpty(url)) throw new Refusal(Refusal.Authentication, "PULUMI_BACKEND_URL is not set, and nobody is logged in");
        if (!url.StartsWith("file://", StringComparison.Ordinal)) throw new Refusal(Refusal.Configuration, $"unknown backend {url}");
        var faults = (Environment.GetEnvironmentVariable("PULUMI_STANDIN_FAULTS") ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries);
        var backend = new Uri(url).LocalPath;
        if (!Directory.Exists(backend)) throw new Refusal(Refusal.Generic, $"unable to open bucket {url}: no such file or directory");
        return new Settings(backend, Environment.GetEnvironmentVariable("PULUMI_STANDIN_CLOUD") ?? backend, ReadPassphrase(), Named(faults, "fail:"), Named(faults, "slow:"), Environment.GetEnvironmentVariable("PULUMI_DEBUG_COMMANDS") is "true" or "1");
    }

    private static string[] Named(string[] faults, string kind) => [.. faults.Where(f => f.StartsWith(kind, StringComparison.Ordinal)).Select(f => f[kind.Length..])];

    private static string? ReadPassphrase() => Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE_FILE") is { Length: > 0 } file
        ? File.ReadAllText(file).Trim()
        : Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE");
}
