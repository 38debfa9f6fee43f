using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>What a program is to declare for a target, whichever language it is written in.</summary>
/// <param name="Desired">The stack as the phase wants it: aliases as URNs, secrets that are not known here as a placeholder that is ignored.</param>
/// <param name="Imports">The ids of objects that are taken over, by address.</param>
/// <param name="Secrets">The values of secrets by the configuration's keys.</param>
internal sealed record PulumiProgram(StackDescription Desired, ImmutableSortedDictionary<string, string> Imports, ImmutableSortedDictionary<string, string> Secrets)
{
    // What stands where a secret's value is not known here. The property is ignored, so it is never applied.
    private const string KeptOutside = "(kept outside)";

    /// <summary>The text of <c>Pulumi.yaml</c>.</summary>
    public string Yaml => PulumiYamlProgram.Write(Desired, Imports);

    /// <summary>The resources whose secret is kept outside, was not given, and is held by no state: they cannot be made.</summary>
    public ImmutableArray<ResourceDeclaration> Unmakeable { get; init; } = [];

    /// <summary>The program of a target on a state.</summary>
    public static PulumiProgram For(DeploymentTarget target, PulumiState? held, AddressBook book, string stackName, ImmutableSortedDictionary<string, string> secretValues)
    {
        var imports = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        // A key with a namespace is configuration of a provider, not of the program.
        var secrets = secretValues.Where(s => s.Key.Contains(':')).ToImmutableSortedDictionary(StringComparer.Ordinal).ToBuilder();
        var (resources, unmakeable) = (ImmutableArray.CreateBuilder<ResourceDeclaration>(), ImmutableArray.CreateBuilder<ResourceDeclaration>());
        foreach (var resource in target.Desired.Resources)
        {
            var old = AliasesOf(resource, target, book, stackName);
            var isHeld = Holds(held, resource, old);
            if (!isHeld && target.Imports.FirstOrDefault(i => i.Address == resource.Address) is { } import) imports[resource.Address] = import.Id;
            var missing = new List<string>();
            foreach (var (input, secret) in PulumiYamlProgram.SecretInputs(resource))
            {
                var key = PulumiYamlProgram.ConfigurationKey(secret);
                if (secretValues.GetValueOrDefault(secret) is { } value || secretValues.TryGetValue(key, out value)) secrets[key] = value;
                else missing.Add(input);
            }

            if (missing.Count > 0 && !isHeld && !imports.ContainsKey(resource.Address)) unmakeable.Add(resource);
            resources.Add(Without(resource with { Options = resource.Options with { Aliases = old } }, missing));
        }

        return new PulumiProgram(target.Desired with { Resources = resources.ToImmutable() }, imports.ToImmutable(), secrets.ToImmutable()) { Unmakeable = unmakeable.ToImmutable() };
    }

    /// <summary>The settings of a stack by which secrets of its state can be read: Pulumi keeps the same in both.</summary>
    /// <param name="export">The state.</param>
    public static string SettingsFor(string export)
    {
        var provider = JsonNode.Parse(export)?["deployment"]?["secrets_providers"];
        var lines = provider?["type"]?.GetValue<string>() switch
        {
            "passphrase" => new[] { ("encryptionsalt", provider["state"]?["salt"]) },
            "cloud" => [("secretsprovider", provider["state"]?["url"]), ("encryptedkey", provider["state"]?["encryptedkey"])],
            _ => [],
        };
        return string.Concat(lines.Where(l => l.Item2 is not null).Select(l => $"{l.Item1}: {DeploymentJson.Quote(l.Item2!.GetValue<string>())}\n"));
    }

    // The placeholder is as wrong as any value that is not the secret, and is ignored where the state holds the resource.
    private static ResourceDeclaration Without(ResourceDeclaration resource, List<string> inputs) => inputs.Count == 0 ? resource : resource with
    {
        Inputs = inputs.Aggregate(resource.Inputs, (all, input) => all.With(input, KeptOutside)),
        Options = resource.Options with { IgnoreChanges = [.. resource.Options.IgnoreChanges.Concat(inputs).Distinct(StringComparer.Ordinal)] },
    };

    // A resource stands under an old name where the phase moves it, or where the stack itself says so.
    private static ImmutableArray<string> AliasesOf(ResourceDeclaration resource, DeploymentTarget target, AddressBook book, string stackName)
    {
        var old = target.Moves.Where(m => m.To == resource.Address).Select(m => m.From).Concat(resource.Options.Aliases);
        return
        [
            .. old.Select(a => PulumiUrn.Parse(a) is null ? UrnOf(book.Resolve(a, resource.Type), target.Desired.Name, stackName) : a)
                .Where(urn => urn != UrnOf((resource.Type, resource.LogicalName), target.Desired.Name, stackName)).Distinct(StringComparer.Ordinal),
        ];
    }

    private static bool Holds(PulumiState? held, ResourceDeclaration resource, ImmutableArray<string> old) =>
        held?.Objects.Any(r => old.Contains(r.Urn) || (PulumiUrn.Parse(r.Urn) is { } urn && urn.Type == resource.Type && urn.Name == resource.LogicalName)) == true;

    private static string UrnOf((string Type, string Name) resource, string project, string stack) => new PulumiUrn(stack[(stack.LastIndexOf('/') + 1)..], project, resource.Type, resource.Name).ToString();
}
