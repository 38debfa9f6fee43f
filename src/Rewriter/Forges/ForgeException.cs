using System.Net;

namespace Rewriter.Forges;

/// <summary>A request to the forge failed, after all tries that were worth making.</summary>
/// <param name="code">The code of the diagnostic: <c>RW5001</c>.</param>
/// <param name="message">What happened, without secrets.</param>
/// <param name="remedy">What to do.</param>
/// <param name="status">The HTTP status; null where there was no answer.</param>
/// <param name="inner">The cause; null where there is none.</param>
public sealed class ForgeException(string code, string message, string remedy, HttpStatusCode? status = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The code of the diagnostic.</summary>
    public string Code { get; } = code;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public HttpStatusCode? Status { get; } = status;
}
