namespace Rewriter.Deployment;

/// <summary>An existing object is taken into a state.</summary>
/// <param name="Address">The address that it gets.</param>
/// <param name="Id">The object's import id.</param>
public sealed record ResourceImport(string Address, string Id);
