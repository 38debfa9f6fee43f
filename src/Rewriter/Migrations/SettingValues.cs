using System.Collections.Immutable;
using System.Text;

namespace Rewriter.Migrations;

/// <summary>The values of a migration's settings in this run.</summary>
/// <param name="Values">The values by name; a setting without one is missing.</param>
public sealed record SettingValues(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>No values.</summary>
    public static SettingValues None { get; } = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The value of a setting; null where it has none.</summary>
    public string? Find(string name) => Values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The names whose values a person gave for this run; the others have their defaults.</summary>
    public ImmutableSortedSet<string> Given { get; init; } = [];

    /// <summary>The settings that a text names as <c>${setting}</c>.</summary>
    public static IEnumerable<string> NamesIn(string text)
    {
        for (var open = text.IndexOf("${", StringComparison.Ordinal); open >= 0; open = text.IndexOf("${", open + 2, StringComparison.Ordinal))
        {
            if (text.IndexOf('}', open) is var close and > 0) yield return text[(open + 2)..close];
        }
    }

    /// <summary>These values, and what a step produced under <c>steps.ID.NAME</c>.</summary>
    public SettingValues With(string step, IEnumerable<KeyValuePair<string, string>> outputs) =>
        new(Values.SetItems(outputs.Select(o => KeyValuePair.Create(OutputName(step, o.Key), o.Value))));

    /// <summary>How a later step names what an earlier one produced.</summary>
    public static string OutputName(string step, string output) => $"steps.{step}.{output}";

    /// <summary>Puts values into a text: <c>${site}/healthz</c>. A setting without a value is named in <paramref name="missing"/>.</summary>
    public string Expand(string text, out string? missing)
    {
        missing = null;
        var result = new StringBuilder();
        var at = 0;
        for (var open = text.IndexOf("${", StringComparison.Ordinal); open >= 0; open = text.IndexOf("${", at, StringComparison.Ordinal))
        {
            var close = text.IndexOf('}', open);
            if (close < 0) break;
            var name = text[(open + 2)..close];
            if (Find(name) is { } value) result.Append(text, at, open - at).Append(value);
            else
            {
                missing ??= name;
                result.Append(text, at, close + 1 - at);
            }

            at = close + 1;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
