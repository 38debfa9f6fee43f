namespace Rewriter.Deployment;

/// <summary>An id that was deleted and cannot be used again for some time.</summary>
/// <param name="Type">The type token.</param>
/// <param name="Id">The id.</param>
/// <param name="DeletedAt">When the object was deleted.</param>
public sealed record CloudTombstone(string Type, string Id, DateTimeOffset DeletedAt);
