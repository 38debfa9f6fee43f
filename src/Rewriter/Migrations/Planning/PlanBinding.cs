using System.Collections.Immutable;
using System.Text;
using Rewriter.Text;

namespace Rewriter.Migrations.Planning;

/// <summary>What a plan was made from, so that one that no longer fits is refused with the reason.</summary>
/// <param name="Migration">SHA-256 of the migration file.</param>
/// <param name="Files">SHA-256 of each file that it would change, before and after: <c>before:after</c>.</param>
/// <param name="Engine">The digests of its previews, by step.</param>
/// <param name="Settings">The values of the settings.</param>
public sealed record PlanBinding(
    string Migration,
    ImmutableSortedDictionary<string, string> Files,
    ImmutableSortedDictionary<string, string> Engine,
    ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>What its steps produce, as far as the plan knows it: <c>steps.ID.NAME</c> and the value.</summary>
    public ImmutableSortedDictionary<string, string> Outputs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>One digest over all of it.</summary>
    public string Digest
    {
        get
        {
            var text = new StringBuilder(Migration);
            foreach (var (part, values) in new[] { ("file", Files), ("engine", Engine), ("setting", Settings), ("output", Outputs) })
            {
                foreach (var (key, value) in values) text.Append('\n').Append(part).Append(' ').Append(key).Append('\0').Append(value);
            }

            return SourceFile.DigestOf(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    /// <summary>What differs from another binding, in words; null where nothing does.</summary>
    public string? DifferenceFrom(PlanBinding other)
    {
        if (Migration != other.Migration) return "a migration file";
        if (FirstDifference(Files, other.Files) is { } file) return $"the file '{file}'";
        if (FirstDifference(Engine, other.Engine) is { } step) return $"a state (step '{step}' would do other things)";
        if (FirstDifference(Settings, other.Settings) is { } setting) return $"the setting '{setting}'";
        return OutputDifference(other.Outputs) is { } output ? $"the output '{output}' (it was '{Outputs[output]}' in the plan and is {(other.Outputs.TryGetValue(output, out var now) ? $"'{now}'" : "not known")} now)" : null;
    }

    /// <summary>The name of the first output that is not what it was when this was made; null where all are. Those that were not known then may be anything.</summary>
    public string? OutputDifference(ImmutableSortedDictionary<string, string> now) =>
        Outputs.Keys.FirstOrDefault(k => now.GetValueOrDefault(k) != Outputs[k]);

    private static string? FirstDifference(ImmutableSortedDictionary<string, string> a, ImmutableSortedDictionary<string, string> b) =>
        a.Keys.Union(b.Keys).Order(StringComparer.Ordinal).FirstOrDefault(k => a.GetValueOrDefault(k) != b.GetValueOrDefault(k));
}
