using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

/// <content>Block 5: what the place that hosts the repository answers.</content>
public static partial class Descriptors
{
    /// <summary>RW5001: the token or the key is not taken.</summary>
    public static readonly DiagnosticDescriptor ForgeNotAuthorised = Error("RW5001", "GitHub does not take the token",
        "{0} was answered with 401: {1}", "Give a token that is valid for this host in GITHUB_TOKEN, or the key of the App that is installed there.");

    /// <summary>RW5002: the identity lacks a permission.</summary>
    public static readonly DiagnosticDescriptor ForgeForbidden = Error("RW5002", "GitHub forbids it",
        "{0} was answered with {1}: {2}; it needs the permission {3}", "Give this permission to the token, to the App, or to the job with `permissions:` in its workflow.");

    /// <summary>RW5003: there is no such thing, or not for this identity.</summary>
    public static readonly DiagnosticDescriptor ForgeNotFound = Error("RW5003", "GitHub finds nothing there",
        "{0} was answered with {1}: {2}", "Correct the name, or let the token see the repository: what it may not see is answered as if it were not there.");

    /// <summary>RW5004: the rate limit would be waited for too long.</summary>
    public static readonly DiagnosticDescriptor ForgeRateLimited = Error("RW5004", "GitHub's rate limit is used up",
        "{0} may be asked again in {1} s, which is more than the {2} s that are left", "Try again later; what was done is found again and not done twice.");

    /// <summary>RW5005: the content of a request is not accepted.</summary>
    public static readonly DiagnosticDescriptor ForgeValidationFailed = Error("RW5005", "GitHub does not accept the content",
        "{0} was answered with {1}: {2}", "Correct the field that is named.");

    /// <summary>RW5006: no answer came.</summary>
    public static readonly DiagnosticDescriptor ForgeNoAnswer = Error("RW5006", "GitHub does not answer",
        "{0} got no answer after {1} tries: {2}", "Look at the host's status, the network, and HTTPS_PROXY; then run it again: what was done is found again and not done twice.");

    /// <summary>RW5007: the answer cannot be understood.</summary>
    public static readonly DiagnosticDescriptor ForgeUnexpectedAnswer = Error("RW5007", "Answer of GitHub is not understood",
        "{0} was answered with {1}: {2}", "Check that GITHUB_API_URL leads to the API of a GitHub: https://api.github.com, or https://HOST/api/v3.");

    /// <summary>RW5008: it is not known where and as whom to ask.</summary>
    public static readonly DiagnosticDescriptor ForgeNotConfigured = Error("RW5008", "Access to GitHub is not set up",
        "{0}", "Set GITHUB_REPOSITORY to OWNER/NAME and GITHUB_TOKEN (or GH_TOKEN) to a token, or give an App with REWRITE_APP_ID and REWRITE_APP_PRIVATE_KEY.");

    /// <summary>RW5009: a webhook does not come from the sender that shares the secret, or cannot be read.</summary>
    public static readonly DiagnosticDescriptor WebhookRefused = Error("RW5009", "Webhook is refused",
        "the webhook '{0}' is refused: {1}", "Give the webhook and the bot the same secret, and choose the content type application/json.");

    /// <summary>RW5010: a git remote refuses.</summary>
    public static readonly DiagnosticDescriptor RemoteFailed = Error("RW5010", "Git remote refuses",
        "the remote '{0}' cannot be used: {1}", "Check the remote's address and that git may read and push there without asking: `git push --dry-run`.");
}
