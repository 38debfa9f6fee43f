using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Definitions;

/// <summary>
/// Reads the keys of one mapping: each key is asked for once; what was never asked for is unknown and reported with a
/// suggestion by <see cref="Finish"/>. All mistakes of a file are reported, not the first only.
/// </summary>
public sealed class DefinitionReader
{
    private readonly Dictionary<string, (DefinitionScalar Key, DefinitionNode Value)> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly string _what;

    /// <summary>Begins to read a mapping.</summary>
    /// <param name="file">The file, for places.</param>
    /// <param name="map">The mapping.</param>
    /// <param name="what">What it describes, for messages: <c>role 'service'</c>.</param>
    /// <param name="diagnostics">Where mistakes go.</param>
    public DefinitionReader(SourceFile file, DefinitionMap map, string what, ICollection<Diagnostic> diagnostics)
    {
        (File, Map, _what, Diagnostics) = (file, map, what, diagnostics);
        foreach (var (key, value) in map.Entries)
        {
            if (!_entries.TryAdd(key.Value, (key, value))) diagnostics.Add(Descriptors.DefinitionKeyTwice.At(file, key.Span, key.Value, what));
        }
    }

    /// <summary>The file that is read.</summary>
    public SourceFile File { get; }

    /// <summary>The mapping that is read.</summary>
    public DefinitionMap Map { get; }

    /// <summary>Where mistakes go.</summary>
    public ICollection<Diagnostic> Diagnostics { get; }

    /// <summary>All keys in order, for mappings whose keys are names; marks them as known.</summary>
    public IEnumerable<(DefinitionScalar Key, DefinitionNode Value)> All()
    {
        _known.AddRange(_entries.Keys);
        return Map.Entries;
    }

    /// <summary>True where the key stands here; does not mark it as known.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>A value of any kind; null where the key is missing.</summary>
    public DefinitionNode? Node(string key)
    {
        _known.Add(key);
        return _entries.TryGetValue(key, out var entry) && entry.Value is not DefinitionScalar { IsNull: true } ? entry.Value : null;
    }

    /// <summary>A text that may be missing (null).</summary>
    public string? Text(string key) => As<DefinitionScalar>(key, "a text")?.Value;

    /// <summary>A text that must be there; empty, and a diagnostic, where it is not.</summary>
    public string RequiredText(string key)
    {
        var text = Text(key);
        if (string.IsNullOrWhiteSpace(text) && !IsReported(key)) Diagnostics.Add(Descriptors.DefinitionKeyMissing.At(File, Map.Span.Length > 0 ? new(Map.Span.Start, 0) : Map.Span, _what, key));
        return text ?? string.Empty;
    }

    /// <summary>A yes or no; the default where it is missing.</summary>
    public bool Flag(string key, bool otherwise = false)
    {
        if (As<DefinitionScalar>(key, "true or false") is not { } scalar) return otherwise;
        if (scalar.IsPlain && bool.TryParse(scalar.Value, out var flag)) return flag;
        Diagnostics.Add(Descriptors.DefinitionShape.At(File, scalar.Span, $"'{key}' of {_what}", "true or false", $"'{scalar.Value}'"));
        return otherwise;
    }

    /// <summary>A whole number that is not negative; null where it is missing.</summary>
    public int? Number(string key)
    {
        if (As<DefinitionScalar>(key, "a number") is not { } scalar) return null;
        if (int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Diagnostics.Add(Descriptors.DefinitionShape.At(File, scalar.Span, $"'{key}' of {_what}", "a number", $"'{scalar.Value}'"));
        return null;
    }

    /// <summary>A duration such as <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>14d</c>; null where it is missing.</summary>
    public TimeSpan? Duration(string key)
    {
        if (As<DefinitionScalar>(key, "a duration") is not { } scalar) return null;
        if (ParseDuration(scalar.Value) is { } duration) return duration;
        Diagnostics.Add(Descriptors.DefinitionShape.At(File, scalar.Span, $"'{key}' of {_what}", "a duration such as 90s, 10m, 2h or 14d", $"'{scalar.Value}'"));
        return null;
    }

    /// <summary>A list of texts; one text alone counts as a list of one; empty where it is missing.</summary>
    public ImmutableArray<string> Texts(string key) => [.. Scalars(key).Select(s => s.Value)];

    /// <summary>A list of texts with their places; one text alone counts as a list of one.</summary>
    public ImmutableArray<DefinitionScalar> Scalars(string key)
    {
        var node = Node(key);
        if (node is DefinitionScalar single) return [single];
        if (node is null) return [];
        if (node is not DefinitionList list) return Wrong<DefinitionScalar>(key, node, "a list of texts");

        var texts = ImmutableArray.CreateBuilder<DefinitionScalar>();
        foreach (var item in list.Items)
        {
            if (item is DefinitionScalar text) texts.Add(text);
            else Diagnostics.Add(Descriptors.DefinitionShape.At(File, item.Span, $"an item of '{key}' of {_what}", "a text", item.Kind));
        }

        return texts.ToImmutable();
    }

    /// <summary>One of a few words; the default where it is missing or wrong.</summary>
    public T Choice<T>(string key, T otherwise, params (string Word, T Value)[] choices)
    {
        if (As<DefinitionScalar>(key, "a word") is not { } scalar) return otherwise;
        foreach (var (word, value) in choices)
        {
            if (word == scalar.Value) return value;
        }

        Diagnostics.Add(Descriptors.DefinitionShape.At(File, scalar.Span, $"'{key}' of {_what}", string.Join(", ", choices.Select(c => c.Word)), $"'{scalar.Value}'"));
        return otherwise;
    }

    /// <summary>A mapping below a key, ready to be read; null where it is missing.</summary>
    public DefinitionReader? Section(string key, string what) =>
        As<DefinitionMap>(key, "a mapping") is { } map ? new DefinitionReader(File, map, what, Diagnostics) : null;

    /// <summary>The texts of a mapping below a key, by name; empty where it is missing.</summary>
    public ImmutableSortedDictionary<string, string> TextMap(string key)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Section(key, $"{key} of {_what}")?.All() ?? [])
        {
            if (value is DefinitionScalar text) texts[name.Value] = text.Value;
            else Diagnostics.Add(Descriptors.DefinitionShape.At(File, value.Span, $"'{name.Value}' in '{key}' of {_what}", "a text", value.Kind));
        }

        return texts.ToImmutable();
    }

    /// <summary>The mappings of a list below a key; empty where it is missing.</summary>
    public IEnumerable<DefinitionReader> Items(string key, Func<DefinitionMap, string> what)
    {
        if (As<DefinitionList>(key, "a list") is not { } list) yield break;
        foreach (var item in list.Items)
        {
            if (item is DefinitionMap map) yield return new DefinitionReader(File, map, what(map), Diagnostics);
            else Diagnostics.Add(Descriptors.DefinitionShape.At(File, item.Span, $"an item of '{key}' of {_what}", "a mapping", item.Kind));
        }
    }

    /// <summary>Reports a mistake at a key's value, or at the mapping where the key is missing.</summary>
    public void Report(DiagnosticDescriptor descriptor, string key, params object?[] arguments) =>
        Diagnostics.Add(descriptor.At(File, _entries.TryGetValue(key, out var entry) ? entry.Value.Span : new(Map.Span.Start, 0), arguments));

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var (name, (key, _)) in _entries)
        {
            if (_known.Contains(name, StringComparer.Ordinal)) continue;
            var near = Suggestion.For(name, _known);
            Diagnostics.Add(Descriptors.DefinitionKeyUnknown.At(File, key.Span, name, _what,
                near is null ? $"known are: {string.Join(", ", _known.Distinct().Order(StringComparer.Ordinal))}" : $"did you mean '{near}'?"));
        }
    }

    /// <summary>Reads <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>14d</c>, <c>250ms</c>; null for anything else.</summary>
    public static TimeSpan? ParseDuration(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        TimeSpan? unit = text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" => TimeSpan.FromDays(1),
            _ => null,
        };

        // More than the type can hold is no duration either.
        return unit is { } one && number < TimeSpan.MaxValue / one ? one * number : null;
    }

    private T? As<T>(string key, string expected)
        where T : DefinitionNode
    {
        var node = Node(key);
        if (node is null or T) return (T?)node;
        Wrong<T>(key, node, expected);
        return null;
    }

    private ImmutableArray<T> Wrong<T>(string key, DefinitionNode node, string expected)
    {
        Diagnostics.Add(Descriptors.DefinitionShape.At(File, node.Span, $"'{key}' of {_what}", expected, node.Kind));
        return [];
    }

    private bool IsReported(string key) => _entries.TryGetValue(key, out var entry) && entry.Value is not DefinitionScalar;
}
