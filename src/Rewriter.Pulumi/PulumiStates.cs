using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Pulumi;

/// <summary>Reads states, so that one can be held against the others: an empty one beside a full one, one object in two.</summary>
/// <param name="options">The program and its stacks.</param>
/// <param name="runner">Runs the command; the system's where null.</param>
public sealed class PulumiStates(PulumiOptions options, IProcessRunner? runner = null)
{
    private readonly PulumiCommandStackSource _source = new(options, runner ?? new SystemProcessRunner());

    /// <summary>The states of the keys, ordered by key; keys that have none are left out. Nothing is locked or written.</summary>
    /// <exception cref="DeploymentException">The program failed, or a state cannot be read.</exception>
    public async Task<ImmutableArray<EngineState>> ReadAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var states = ImmutableArray.CreateBuilder<EngineState>();
        foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            using var stack = _source.Open(options.StackOf(key), options.Known.FirstOrDefault()?.Name ?? PulumiEngine.EngineId);
            if (await stack.ExportAsync(cancellationToken) is { } text) states.Add(Read(key, text));
        }

        return states.ToImmutable();
    }

    private EngineState Read(string key, string text)
    {
        try
        {
            return PulumiState.Read(text).ToEngineState(key, new AddressBook(options.Known));
        }
        catch (JsonException broken)
        {
            throw new DeploymentException(Descriptors.StoreUnreadable.Failure(key, $"the state '{key}'", broken.Message));
        }
    }
}
