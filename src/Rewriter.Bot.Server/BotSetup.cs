using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Rewriter.Diagnostics;
using Rewriter.Forges;

namespace Rewriter.Bot.Server;

/// <summary>What the server works with.</summary>
/// <param name="Secret">What it shares with the sender of webhooks.</param>
/// <param name="Work">The folder in which it keeps its clones.</param>
/// <param name="Remote">What is cloned, with <c>{repository}</c> in it; null for the host's usual address.</param>
/// <param name="AllowCommands">True where migrations may run the commands that they name.</param>
/// <param name="Environment">The environment: the identity for the host, and what engines need.</param>
public sealed record BotSetup(string Secret, string Work, string? Remote, bool AllowCommands, ImmutableSortedDictionary<string, string> Environment)
{
    /// <summary>Reads options and environment. A secret on a command line could be read by everybody on the machine, so it is not taken from there.</summary>
    /// <exception cref="ForgeException">There is no secret (RW5032).</exception>
    public static BotSetup Read(IConfiguration options, ImmutableSortedDictionary<string, string> environment)
    {
        var secret = environment.GetValueOrDefault("REWRITE_WEBHOOK_SECRET_FILE") is { Length: > 0 } file && File.Exists(file) ? File.ReadAllText(file).Trim() : environment.GetValueOrDefault("REWRITE_WEBHOOK_SECRET")?.Trim();
        if (secret is not { Length: > 0 })
        {
            var missing = Descriptors.WebhookSecretMissing.Anywhere();
            throw new ForgeException(missing.Id, missing.GetMessage(System.Globalization.CultureInfo.InvariantCulture), missing.Remedy());
        }

        var work = options["work"] ?? Path.Combine(Path.GetTempPath(), "rewrite-bot");
        return new BotSetup(secret, Path.GetFullPath(work), options["remote"], string.Equals(options["allow-commands"], "true", StringComparison.OrdinalIgnoreCase), environment);
    }
}
