using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>
/// Leads from a state's names to the addresses of the model and back. A resource that no description names has the address
/// <c>TYPE::NAME</c>, as in its URN; one can be named so as well.
/// </summary>
internal sealed class AddressBook
{
    private readonly Dictionary<(string Type, string Name), ResourceDeclaration> _byName = [];
    private readonly Dictionary<string, ResourceDeclaration> _byAddress = new(StringComparer.Ordinal);

    /// <summary>A book of descriptions; the first that names something is believed.</summary>
    public AddressBook(params IEnumerable<StackDescription> stacks)
    {
        foreach (var resource in stacks.SelectMany(s => s.Resources))
        {
            _byName.TryAdd((resource.Type, resource.LogicalName), resource);
            _byAddress.TryAdd(resource.Address, resource);
        }
    }

    /// <summary>The declaration of a resource; null where no description names it.</summary>
    public ResourceDeclaration? Find(string urn) => PulumiUrn.Parse(urn) is { } parsed ? _byName.GetValueOrDefault((parsed.Type, parsed.Name)) : null;

    /// <summary>The address of a resource.</summary>
    public string AddressOf(string urn) => Find(urn)?.Address ?? PulumiUrn.Parse(urn)?.Address ?? urn;

    /// <summary>The type and name that an address means: a known address, <c>TYPE::NAME</c>, a URN, or a bare name of the given type.</summary>
    public (string Type, string Name) Resolve(string address, string type)
    {
        if (_byAddress.TryGetValue(address, out var known)) return (known.Type, known.LogicalName);
        if (PulumiUrn.Parse(address) is { } urn) return (urn.QualifiedType, urn.Name);
        var at = address.IndexOf("::", StringComparison.Ordinal);
        return at < 0 ? (type, address) : (address[..at], address[(at + 2)..]);
    }

    /// <summary>The resource of a state that has an address; null where it holds none.</summary>
    public PulumiResource? Find(PulumiState? state, string address) => state?.Objects.FirstOrDefault(r => AddressOf(r.Urn) == address || r.Urn == address);
}
