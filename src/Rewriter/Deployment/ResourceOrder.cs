namespace Rewriter.Deployment;

/// <summary>Puts resources behind those that they depend on, otherwise in the order in which they come.</summary>
internal static class ResourceOrder
{
    public static IEnumerable<ResourceDeclaration> Of(IEnumerable<ResourceDeclaration> resources) => Of(resources, r => r.Address, r => r.Options);

    public static IEnumerable<ResourceState> Of(IEnumerable<ResourceState> resources) =>
        Of(resources.OrderBy(r => r.Address, StringComparer.Ordinal), r => r.Address, r => r.Options);

    // Depth first with a stack of its own: a chain of dependencies may be as long as the stack is large. A cycle is cut where it closes.
    private static List<T> Of<T>(IEnumerable<T> resources, Func<T, string> address, Func<T, ResourceOptions> options)
    {
        var all = resources.ToList();
        var byAddress = all.ToLookup(address, StringComparer.Ordinal);
        var ordered = new List<T>(all.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var work = new Stack<(T Resource, bool Done)>(all.AsEnumerable().Reverse().Select(r => (r, false)));
        while (work.TryPop(out var item))
        {
            if (item.Done)
            {
                ordered.Add(item.Resource);
                continue;
            }

            if (!seen.Add(address(item.Resource))) continue;
            work.Push((item.Resource, true));
            foreach (var needed in options(item.Resource).DependsOn.Reverse().SelectMany(d => byAddress[d])) work.Push((needed, false));
        }

        return ordered;
    }
}
