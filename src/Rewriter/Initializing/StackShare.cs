using Rewriter.Deployment;

namespace Rewriter.Initializing;

/// <summary>What two generations of a stack have in common.</summary>
internal static class StackShare
{
    /// <summary>Addresses of objects that both generations mean: the old state gives them up, the new one takes them over.</summary>
    public static IReadOnlyList<string> OfBoth(IStackProgram stack, string from, string to)
    {
        var old = stack.Describe(from);
        return [.. stack.Describe(to).Resources.Where(r => CanImport(r) && old.Find(r.Address)?.PhysicalName == r.PhysicalName).Select(r => r.Address)];
    }

    /// <summary>Addresses of what exists before the new generation is applied: what both mean, and the secrets that were copied.</summary>
    public static IReadOnlyList<string> ToImport(IStackProgram stack, string from, string to)
    {
        var shared = OfBoth(stack, from, to);
        return [.. stack.Describe(to).Resources.Where(r => shared.Contains(r.Address) || (r.Type == ResourceTypes.Secret && CanImport(r))).Select(r => r.Address)];
    }

    private static bool CanImport(ResourceDeclaration resource) => resource.ImportId is not null && resource.PhysicalName is not null && ResourceTypeCatalog.Find(resource.Type)?.NameField is not null;
}
