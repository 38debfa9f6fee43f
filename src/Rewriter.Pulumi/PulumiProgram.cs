using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>The program that is generated for a target, in both forms: as YAML, and as what a C# program registers.</summary>
/// <param name="Desired">The stack.</param>
/// <param name="Additions">What the phase adds to it.</param>
/// <param name="Secrets">The configuration's keys of the secrets that are given.</param>
internal sealed record PulumiProgram(StackDescription Desired, PulumiYamlAdditions Additions, ImmutableSortedDictionary<string, string> Secrets)
{
    /// <summary>The text of <c>Pulumi.yaml</c>.</summary>
    public string Yaml => PulumiYamlProgram.Write(Desired, Additions);

    /// <summary>The resources whose secret is kept outside, was not given, and is held by no state: they cannot be made.</summary>
    public ImmutableArray<ResourceDeclaration> Unmakeable { get; init; } = [];

    /// <summary>The program of a target on a state.</summary>
    public static PulumiProgram For(DeploymentTarget target, PulumiState? held, AddressBook book, string stackName, ImmutableSortedDictionary<string, string> secretValues)
    {
        var (imports, aliases) = (PulumiYamlAdditions.None.Imports.ToBuilder(), PulumiYamlAdditions.None.Aliases.ToBuilder());
        var (secrets, outside, unmakeable) = (ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal), PulumiYamlAdditions.None.KeptOutside.ToBuilder(), new List<ResourceDeclaration>());
        foreach (var resource in target.Desired.Resources)
        {
            var old = AliasesOf(resource, target, book, stackName);
            if (old.Length > 0) aliases[resource.Address] = old;
            var isHeld = Holds(held, resource, old);
            if (!isHeld && target.Imports.FirstOrDefault(i => i.Address == resource.Address) is { } import) imports[resource.Address] = import.Id;
            foreach (var (_, secret) in PulumiYamlProgram.SecretInputs(resource))
            {
                var key = PulumiYamlProgram.ConfigurationKey(secret);
                if (secretValues.GetValueOrDefault(secret) is { } value || secretValues.TryGetValue(key, out value)) secrets[key] = value;
                else if (outside.Add(resource.Address) && !isHeld && !imports.ContainsKey(resource.Address)) unmakeable.Add(resource);
            }
        }

        // What is neither in a secret of the model nor a key of the generated program's configuration is configuration of providers.
        foreach (var (key, value) in secretValues.Where(s => s.Key.Contains(':'))) secrets[key] = value;
        return new PulumiProgram(target.Desired, new PulumiYamlAdditions { Imports = imports.ToImmutable(), Aliases = aliases.ToImmutable(), KeptOutside = outside.ToImmutable() }, secrets.ToImmutable()) { Unmakeable = [.. unmakeable] };
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
        return string.Concat(lines.Where(l => l.Item2 is not null).Select(l => $"{l.Item1}: {JsonSerializer.Serialize(l.Item2!.GetValue<string>())}\n"));
    }

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

    private static string UrnOf((string Type, string Name) resource, string project, string stack) => new PulumiUrn(stack, project, resource.Type, resource.Name).ToString();
}
