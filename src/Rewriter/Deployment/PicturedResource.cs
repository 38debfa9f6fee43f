namespace Rewriter.Deployment;

/// <summary>A resource as a picture shows it.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">What it is called in the cloud; null where that is not known.</param>
/// <param name="Action">What the phase does to it; no-op where it stays as it is.</param>
public sealed record PicturedResource(string Address, string Type, string? Name, CanonicalAction Action);
