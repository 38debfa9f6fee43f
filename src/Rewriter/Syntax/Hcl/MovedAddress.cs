namespace Rewriter.Syntax.Hcl;

/// <summary>A resource or a module call that has a new address.</summary>
/// <param name="From">The address before: <c>google_cloud_run_v2_service.app</c>, <c>module.old</c>.</param>
/// <param name="To">The address now.</param>
public sealed record MovedAddress(string From, string To);
