using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H13: a secret that something reads has no version.</summary>
internal sealed class SecretWithoutVersion : HazardRule
{
    public override string Id => "H13";

    public override string Title => "Secret without a version";

    public override HazardSeverity Severity => HazardSeverity.Blocker;

    public override string ClearedBy => "a copy-secret step before the apply, or a version in the stack";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        var filled = context.SecretsFilled.Select(SecretReferences.NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var version in (context.Cloud?.Objects ?? []).Where(o => o.Type == ResourceTypes.SecretVersion && o.ParentId is not null && o.Outputs[CloudSecrets.Enabled]?.Boolean != false))
            filled.Add(HazardText.NameOf(version.ParentId));
        if (context.Cloud is null) filled.UnionWith(context.States.SelectMany(s => s.Resources).Where(r => r.Type == ResourceTypes.SecretVersion).Select(r => SecretOf(r.Id, r.Inputs)));

        var missing = new SortedDictionary<string, List<HazardEvidence>>(StringComparer.Ordinal);
        foreach (var phase in context.Previews.OrderBy(p => p.Step))
        {
            var failing = phase.Preview.Conflicts.Where(c => c.Kind == ConflictKind.SecretWithoutVersion).Select(c => c.Address).ToHashSet(StringComparer.Ordinal);
            foreach (var version in phase.Preview.Changes.Where(c => c.Type == ResourceTypes.SecretVersion && c.Leaves() && !failing.Contains(c.Address)))
                filled.Add(SecretOf(version.NewPhysicalId, version.After));
            foreach (var change in phase.Preview.Changes.Where(c => c.Action is CanonicalAction.Create or CanonicalAction.Update or CanonicalAction.Replace or CanonicalAction.Import))
            {
                var needed = change.Type == ResourceTypes.SecretVersion ? [SecretOf(change.NewPhysicalId, change.After)] : SecretReferences.In(change.After).Select(SecretReferences.NameOf);
                foreach (var secret in needed.Where(s => !filled.Contains(s)))
                {
                    if (!missing.TryGetValue(secret, out var evidence)) missing[secret] = evidence = [];
                    evidence.Add(new HazardEvidence($"state {phase.Preview.StateKey}: {change.Address} reads it"));
                }
            }
        }

        return missing.Select(m => Finding(
            m.Key,
            $"The secret '{m.Key}' has no enabled version, and what reads it cannot start.",
            $"Add a copy-secret step for '{m.Key}' before the apply.",
            m.Value));
    }

    private static string SecretOf(string? id, StackMap inputs) =>
        inputs["secret"]?.Text is { } secret ? SecretReferences.NameOf(secret)
        : id is not null && id.IndexOf("/versions/", StringComparison.Ordinal) is var at and > 0 ? SecretReferences.NameOf(id[..at]) : string.Empty;

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new SecretWithoutVersion());
}
