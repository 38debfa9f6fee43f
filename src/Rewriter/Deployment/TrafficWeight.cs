namespace Rewriter.Deployment;

/// <summary>The share of one service in an entry point's traffic.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Percent">The share, 0 to 100.</param>
public sealed record TrafficWeight(string Service, int Percent);
