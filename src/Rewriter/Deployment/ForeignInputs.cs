using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>
/// Compares what a stack wants with an object that another tool made. Such an object shows what its provider computed, too,
/// so what the stack does not speak of is not judged, and neither are secrets.
/// </summary>
internal static class ForeignInputs
{
    /// <summary>Both sides as they can be compared.</summary>
    /// <param name="prior">What the object shows.</param>
    /// <param name="wanted">What the stack wants, completed.</param>
    /// <param name="declaration">What the stack says itself.</param>
    /// <param name="schema">The type.</param>
    /// <param name="project">The cloud project.</param>
    public static (StackMap Prior, StackMap Wanted) Meet(StackMap prior, StackMap wanted, ResourceDeclaration declaration, ResourceTypeSchema schema, string project)
    {
        // What the engine fills in by itself is no difference to an object that has nothing there.
        foreach (var key in wanted.Keys.Where(k => !declaration.Inputs.ContainsKey(k) && !prior.ContainsKey(k)).ToList())
        {
            if (key != schema.NameField || declaration.PhysicalName is null) wanted = wanted.Without(key);
        }

        // A reference may be a whole id on the one side and a bare name on the other.
        if (schema.ParentIdOf(prior, project) is { } parent && parent == schema.ParentIdOf(wanted, project))
        {
            foreach (var key in wanted.Keys.Where(k => schema.ParentFormat!.Contains($"{{{k}}}", StringComparison.Ordinal) && prior.ContainsKey(k)).ToList()) prior = prior.With(key, wanted[key]!);
        }

        return (Restrict(prior, wanted), Sealed(wanted, prior));
    }

    /// <summary>The properties of which the other side speaks, too.</summary>
    public static StackMap Restrict(StackMap prior, StackMap shape) =>
        StackMap.From(prior.Where(p => shape.ContainsKey(p.Key)).Select(p => KeyValuePair.Create(p.Key, Restrict(p.Value, shape[p.Key]!))));

    /// <summary>The one of several resources that an object resembles most, and the object as far as that one speaks of it; the whole object where there are none.</summary>
    public static StackMap Likened(StackMap prior, IEnumerable<StackMap> wanted)
    {
        var best = wanted.Select(w => (Likeness: w.Count(m => Same(prior[m.Key], m.Value)), Wanted: w)).OrderByDescending(c => c.Likeness).FirstOrDefault();
        return best.Wanted is null ? prior : Restrict(prior, best.Wanted);
    }

    private static bool Same(StackValue? prior, StackValue wanted) => prior is not null && Restrict(prior, wanted).Equals(wanted);

    private static StackValue Restrict(StackValue prior, StackValue shape)
    {
        if (prior.IsSecret || shape.IsSecret) return prior;
        // Blocks of which there is one at most are lists in some tools and plain objects in others.
        if (shape.Kind == StackValueKind.Map && prior is { Kind: StackValueKind.List, Items: [{ Kind: StackValueKind.Map } only] }) return Restrict(only, shape);
        if (prior.Kind == StackValueKind.Map && shape.Kind == StackValueKind.Map) return Restrict(prior.Members, shape.Members);
        if (prior.Kind != StackValueKind.List || shape.Kind != StackValueKind.List) return prior;
        return StackValue.List(prior.Items.Select((item, i) => i < shape.Items.Length ? Restrict(item, shape.Items[i]) : item));
    }

    // Where the object holds a secret, what is wanted there is one as well, whatever the stack calls it. Secrets are not
    // compared: of an encrypted value nobody here can tell whether it is the wanted one.
    private static StackMap Sealed(StackMap wanted, StackMap prior) => StackMap.From(wanted.Select(w => KeyValuePair.Create(w.Key, Sealed(w.Value, prior[w.Key]))));

    private static StackValue Sealed(StackValue wanted, StackValue? prior)
    {
        if (prior is null || wanted.SecretName is not null) return wanted;
        if (prior.IsSecret) return prior;
        if (wanted.Kind == StackValueKind.Map && prior is { Kind: StackValueKind.List, Items: [{ Kind: StackValueKind.Map } only] }) return Sealed(wanted, only);
        if (wanted.Kind == StackValueKind.Map && prior.Kind == StackValueKind.Map && !wanted.IsSecret) return Sealed(wanted.Members, prior.Members);
        if (wanted.Kind != StackValueKind.List || prior.Kind != StackValueKind.List) return wanted;
        return StackValue.List(wanted.Items.Select((item, i) => Sealed(item, i < prior.Items.Length ? prior.Items[i] : null)));
    }
}
