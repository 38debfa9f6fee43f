using System.Collections.Immutable;
using System.Text;

namespace Rewriter.Deployment.Hazards;

/// <summary>Carries texts and properties from the old names to the new ones: all names at once, longest first, never inside a word.</summary>
internal sealed class GenerationMap(ImmutableArray<GenerationName> names)
{
    private readonly ImmutableArray<GenerationName> _names = [.. names.Where(n => n.Old != n.New && n.Old.Length > 0).OrderByDescending(n => n.Old.Length)];

    /// <summary>The names that change.</summary>
    public ImmutableArray<GenerationName> Changing => _names;

    /// <summary>The text under the new names.</summary>
    public string Rename(string text)
    {
        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var name = _names.FirstOrDefault(n => StandsAt(text, at, n.Old));
            result.Append(name?.New ?? text[at].ToString());
            at += name?.Old.Length ?? 1;
        }

        return result.ToString();
    }

    /// <summary>The properties under the new names.</summary>
    public StackMap Rename(StackMap map) => StackMap.From(map.Select(m => KeyValuePair.Create(m.Key, Rename(m.Value))));

    /// <summary>Whether a name stands in a text as a word of its own.</summary>
    public static bool Contains(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (StandsAt(text, at, name)) return true;
        }

        return false;
    }

    private StackValue Rename(StackValue value) => value.Kind switch
    {
        StackValueKind.Text => Rename(value.Text!),
        StackValueKind.List => StackValue.List(value.Items.Select(Rename)),
        StackValueKind.Map => Rename(value.Members),
        _ => value,
    };

    private static bool StandsAt(string text, int at, string name) =>
        string.CompareOrdinal(text, at, name, 0, name.Length) == 0
        && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
        && (at + name.Length == text.Length || !char.IsLetterOrDigit(text[at + name.Length]));
}
