using System.Collections.Immutable;

namespace Rewriter.Pulumi;

/// <summary>A backend with a stack in it, as the command's environment says.</summary>
/// <param name="environment">The environment.</param>
/// <param name="leave">What is done when it is left.</param>
internal sealed class StackPlace(ImmutableSortedDictionary<string, string> environment, Action leave) : IDisposable
{
    /// <summary>The environment.</summary>
    public ImmutableSortedDictionary<string, string> Environment => environment;

    /// <inheritdoc/>
    public void Dispose() => leave();
}
