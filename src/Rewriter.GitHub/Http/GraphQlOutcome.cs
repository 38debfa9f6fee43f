using System.Net;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.GitHub.Json;

namespace Rewriter.GitHub.Http;

/// <summary>What came of a GraphQL operation.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Data">What it returned; null where nothing.</param>
/// <param name="Errors">What was wrong; empty where it was done.</param>
internal sealed record GraphQlOutcome(string Operation, HttpStatusCode Status, JsonElement? Data, GraphQlErrorDto[] Errors)
{
    public bool Succeeded => (int)Status == 200 && Errors.Length == 0;

    /// <summary>True where this host, or this identity, cannot use the operation at all; REST may do instead.</summary>
    public bool IsUnavailable => (int)Status != 200
        || Errors.Any(e => e.Type is "FORBIDDEN" or "INSUFFICIENT_SCOPES" || e.Extensions?.Code is "undefinedField" or "undefinedType" or "variableMismatch");

    private string Request => $"{HttpMethod.Post} /graphql ({Operation})";

    /// <exception cref="Forges.ForgeException">It was not done.</exception>
    public void ThrowIfRefused()
    {
        if (Succeeded) return;
        var said = string.Join("; ", Errors.Select(e => e.Message).Where(m => !string.IsNullOrEmpty(m)));
        if (IsUnavailable && Status != HttpStatusCode.NotFound) throw Failures.Of(Descriptors.ForgeForbidden, HttpStatusCode.Forbidden, null, Request, 403, said, "contents=write, pull_requests=write");
        throw Failures.Of(Descriptors.ForgeValidationFailed, Status, null, Request, (int)Status, said);
    }
}
