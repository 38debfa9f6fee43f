namespace Rewriter.Deployment;

/// <summary>Knows the secrets of a state: a mark does not follow a value everywhere, since providers and programs copy it into other texts.</summary>
/// <param name="secrets">The secrets.</param>
public sealed class SecretTexts(IEnumerable<string> secrets)
{
    // A shorter one is a part of many texts that have nothing to do with it.
    private const int ShortestPart = 6;
    private readonly HashSet<string> _secrets = secrets.Where(s => s.Length > 0).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a text is a secret, or holds one that is long enough to be told from chance.</summary>
    public bool Hold(string text) => _secrets.Contains(text) || _secrets.Any(s => s.Length >= ShortestPart && text.Contains(s, StringComparison.Ordinal));

    /// <summary>The properties with every text sealed that is or holds a secret.</summary>
    public StackMap Seal(StackMap map) => _secrets.Count == 0 ? map : StackMap.From(map.Select(m => KeyValuePair.Create(m.Key, Seal(m.Value))));

    private StackValue Seal(StackValue value) => value.Kind switch
    {
        _ when value.IsSecret => value,
        StackValueKind.Text => Hold(value.Text!) ? WantedInputs.Sealed(value.Text!) : value,
        StackValueKind.List => StackValue.List(value.Items.Select(Seal)),
        StackValueKind.Map => Seal(value.Members),
        _ => value,
    };
}
