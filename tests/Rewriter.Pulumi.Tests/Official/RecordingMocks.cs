using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Testing;
using Rewriter.Deployment;

namespace Rewriter.Pulumi.Tests.Official;

/// <summary>Keeps what a program registers.</summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly ConcurrentDictionary<(string Type, string Name), StackMap> _registered = new();

    /// <summary>The inputs of what was registered.</summary>
    public IReadOnlyDictionary<(string Type, string Name), StackMap> Registered => _registered;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var inputs = args.Inputs ?? ImmutableDictionary<string, object>.Empty;
        _registered[(args.Type ?? string.Empty, args.Name ?? string.Empty)] = DeploymentJson.Read<StackMap>(JsonSerializer.Serialize(inputs));
        return Task.FromResult<(string? id, object state)>((args.Name + "-id", inputs));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException($"The program calls '{args.Token}'.");
}
