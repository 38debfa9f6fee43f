using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>Compares and changes properties by path.</summary>
public static class StackDiff
{
    /// <summary>
    /// The properties that differ, ordered by path. Paths to ignore are left out with everything below them, and so are
    /// secrets that are kept outside, whose value nobody here knows. Lists are compared item by item.
    /// </summary>
    public static ImmutableArray<PropertyDifference> Between(StackMap before, StackMap after, Func<string, bool>? forcesReplacement = null, IEnumerable<string>? ignore = null)
    {
        var found = ImmutableArray.CreateBuilder<PropertyDifference>();
        Walk(string.Empty, before, after, (path, left, right) =>
            found.Add(new PropertyDifference(path, Redacted(left), Redacted(right), forcesReplacement?.Invoke(path) ?? false)), [.. ignore ?? []]);
        found.Sort((x, y) => string.CompareOrdinal(x.Path, y.Path));
        return found.ToImmutable();
    }

    /// <summary>The value at a path; null where there is none.</summary>
    public static StackValue? Get(StackMap map, string path)
    {
        StackValue? value = map;
        foreach (var step in Steps(path)) value = Step(value, step);
        return value;
    }

    /// <summary>The map with the value at a path set; the map itself where the path leads nowhere.</summary>
    public static StackMap Set(StackMap map, string path, StackValue value) => Set(map, [.. Steps(path)], 0, value).Members;

    /// <summary>The value with every secret in it replaced by a word that says so.</summary>
    public static StackMap Redacted(StackMap map) => StackMap.From(map.Select(m => KeyValuePair.Create(m.Key, Redacted(m.Value)!)));

    private static StackValue? Redacted(StackValue? value) => value switch
    {
        null => null,
        { IsSecret: true } => "(secret)",
        { Kind: StackValueKind.Map } => Redacted(value.Members),
        { Kind: StackValueKind.List } => StackValue.List(value.Items.Select(i => Redacted(i)!)),
        _ => value,
    };

    private static void Walk(string path, StackValue? before, StackValue? after, Action<string, StackValue?, StackValue?> report, ImmutableArray<string> ignore)
    {
        if (ignore.Contains(path) || after?.SecretName is not null || Equals(before, after)) return;
        var (left, right) = (before?.Kind, after?.Kind);
        if (left == StackValueKind.Map && right == StackValueKind.Map && !before!.IsSecret && !after!.IsSecret)
        {
            foreach (var key in before.Members.Keys.Union(after.Members.Keys, StringComparer.Ordinal))
                Walk(path.Length == 0 ? key : $"{path}.{key}", before.Members[key], after.Members[key], report, ignore);
        }
        else if (left == StackValueKind.List && right == StackValueKind.List)
        {
            for (var i = 0; i < Math.Max(before!.Items.Length, after!.Items.Length); i++)
                Walk($"{path}[{i}]", before.Items.ElementAtOrDefault(i), after.Items.ElementAtOrDefault(i), report, ignore);
        }
        else
        {
            report(path, before, after);
        }
    }

    private static StackValue Set(StackValue? current, ImmutableArray<string> steps, int at, StackValue value)
    {
        if (at == steps.Length) return value;
        var step = steps[at];
        if (step[0] != '[') return (current?.Members ?? StackMap.Empty).With(step, Set(current?.Members[step], steps, at + 1, value));
        var items = current?.Items ?? [];
        var index = Index(step);
        return index < items.Length ? StackValue.List(items.SetItem(index, Set(items[index], steps, at + 1, value))) : StackValue.List(items);
    }

    private static StackValue? Step(StackValue? value, string step) =>
        step[0] == '[' ? value?.Items.ElementAtOrDefault(Index(step)) : value?.Members[step];

    private static int Index(string step) => int.Parse(step.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    // a.b[0].c has the steps a, b, [0 and c.
    private static string[] Steps(string path) =>
        path.Replace("[", ".[", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
}
