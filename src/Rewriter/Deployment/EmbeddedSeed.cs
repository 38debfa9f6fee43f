using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Rewriter.Deployment;

/// <summary>What the embedded engine keeps where a stack has been in production all along: an example's first state and cloud.</summary>
/// <param name="State">The state, which holds every resource.</param>
/// <param name="Cloud">The cloud, in which every object exists and every secret has a version.</param>
public sealed record EmbeddedSeed(EngineState State, CloudSnapshot Cloud)
{
    /// <summary>The seed of a stack. The same stack gives the same seed; secrets get digests of nothing secret.</summary>
    public static EmbeddedSeed From(StackDescription stack, string stateKey, params ImmutableArray<TrafficSplit> entryPoints)
    {
        var state = EngineStates.Begin(stateKey, CloudSnapshot.Empty) with { Serial = 1 };
        var cloud = CloudSnapshot.Empty with { Serial = 1, EntryPoints = [.. entryPoints.OrderBy(e => e.EntryPoint, StringComparer.Ordinal)] };
        foreach (var declaration in ResourceOrder.Of(stack.Resources))
        {
            var schema = ResourceTypeCatalog.For(declaration.Type);
            var inputs = WantedInputs.Of(declaration, schema, stateKey, null);
            var made = Make(declaration, schema, inputs, stack.Project);
            cloud = cloud.With(made);
            var entry = new ResourceState
            {
                Address = declaration.Address, Type = declaration.Type, Id = made.Id, Role = declaration.Role,
                LogicalName = declaration.LogicalName, Inputs = inputs, Options = declaration.Options,
            };
            state = state.With(null, entry);
        }

        return new EmbeddedSeed(state, cloud);
    }

    /// <summary>Keeps the seed in a store.</summary>
    public void SaveTo(IEngineStore store)
    {
        store.SaveCloud(Cloud);
        store.SaveState(State);
    }

    private static CloudObject Make(ResourceDeclaration declaration, ResourceTypeSchema schema, StackMap inputs, string project)
    {
        if (declaration.Type != ResourceTypes.SecretVersion)
            return CloudRules.Make(declaration.Type, schema.IdOf(inputs, project) ?? $"projects/{project}/{declaration.LogicalName}", inputs, project);
        var parent = schema.ParentIdOf(inputs, project)!;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("example value of " + parent)));
        return CloudSecrets.Version(parent + "/versions/1", StackMap.Empty, "sha256:" + digest);
    }
}
