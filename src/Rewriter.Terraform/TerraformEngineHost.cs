using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Migrations.Planning;
using Rewriter.Processes;

namespace Rewriter.Terraform;

/// <summary>Gives Terraform engines to phases.</summary>
/// <param name="options">The configuration.</param>
/// <param name="stateKeys">The keys of all states that the migration knows, against which hazards are looked for.</param>
/// <param name="cloud">What phases really change beside resources of stacks, and a copy of it for plans.</param>
/// <param name="runner">Runs the program; the system's where null.</param>
public sealed class TerraformEngineHost(TerraformOptions options, ImmutableArray<string> stateKeys, (ICloudOperations Real, ICloudOperations Copy) cloud, IProcessRunner? runner = null) : IEngineHost
{
    /// <inheritdoc/>
    public string Id => "terraform";

    /// <inheritdoc/>
    public bool TouchesOutside => true;

    /// <inheritdoc/>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Real() => (new TerraformEngine(options with { Overlay = null }, runner), cloud.Real);

    /// <summary>An engine that previews for real and only remembers applies. Files that the plan has rewritten come from <see cref="TerraformOptions.Overlay"/>.</summary>
    public (IDeploymentEngine Engine, ICloudOperations Cloud) Simulation() => (new RehearsedEngine(new TerraformEngine(options, runner)), cloud.Copy);

    /// <inheritdoc/>
    /// <exception cref="TerraformException">The program failed.</exception>
    public ImmutableArray<EngineState> States() => new TerraformStates(options with { Overlay = null }, runner).ReadAsync(stateKeys, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Null: what exists outside of the states is not asked.</summary>
    public CloudSnapshot? CloudNow() => null;
}
