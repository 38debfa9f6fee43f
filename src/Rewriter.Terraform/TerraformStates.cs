using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Processes;

namespace Rewriter.Terraform;

/// <summary>Reads states, so that one can be held against the others: an empty one beside a full one, one object in two.</summary>
public sealed class TerraformStates
{
    private readonly TerraformOptions _options;
    private readonly IProcessRunner _runner;

    /// <summary>States of a configuration.</summary>
    public TerraformStates(TerraformOptions options, IProcessRunner? runner = null) => (_options, _runner) = (options, runner ?? new SystemProcessRunner());

    /// <summary>The states of the keys, ordered by key; keys that have none are left out. Nothing is locked or written.</summary>
    /// <exception cref="DeploymentException">The program failed, or a state cannot be read.</exception>
    public async Task<ImmutableArray<EngineState>> ReadAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var states = ImmutableArray.CreateBuilder<EngineState>();
        TerraformSession? session = null;
        try
        {
            foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                if (session is null) session = await TerraformSession.OpenAsync(_options, _runner, key, cancellationToken);
                else await session.BindAsync(key, cancellationToken);
                var text = await session.PullAsync(cancellationToken);
                if (Read(key, text) is { } state) states.Add(state);
            }
        }
        finally
        {
            session?.Dispose();
        }

        return states.ToImmutable();
    }

    private static EngineState? Read(string key, string text)
    {
        try
        {
            return TerraformStateFile.Read(key, text);
        }
        catch (JsonException broken)
        {
            throw new DeploymentException(Descriptors.StoreUnreadable.Failure(key, $"the state '{key}'", broken.Message));
        }
    }
}
