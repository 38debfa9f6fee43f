namespace Rewriter.PulumiStandIn;

/// <summary>A program would take away what is protected.</summary>
internal sealed class ProtectedRefusal(string urn, string message) : Exception(message)
{
    public string Urn { get; } = urn;
}
