namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>Which services and jobs exist when a deployment runs.</summary>
internal static class DeployTargets
{
    /// <summary>Whether the target exists once all previews up to the deployment's step are applied.</summary>
    public static bool Exists(HazardContext context, DeployTargetMention target)
    {
        var type = TypeOf(target);
        var exists = context.Cloud is { } cloud
            ? cloud.Objects.Any(o => o.Type == type && o.Name == target.Name)
            : context.States.SelectMany(s => s.Resources).Any(r => r.Type == type && HazardText.NameOf(r.Id) == target.Name);
        foreach (var change in context.Previews.Where(p => p.Step <= target.Step).OrderBy(p => p.Step).SelectMany(p => p.Preview.Changes).Where(c => c.Type == type))
        {
            if (change.Destroys() && HazardText.NameOf(change.PhysicalId) == target.Name) exists = false;
            if (change.Leaves() && HazardText.NameOf(change.NewPhysicalId) == target.Name) exists = true;
        }

        return exists;
    }

    /// <summary>The preview that makes the target after the deployment ran; null where none does.</summary>
    public static PhasePreview? MadeLater(HazardContext context, DeployTargetMention target) => context.Previews.OrderBy(p => p.Step).FirstOrDefault(p =>
        p.Step > target.Step && p.Preview.Changes.Any(c => c.Type == TypeOf(target) && c.Action == CanonicalAction.Create && HazardText.NameOf(c.NewPhysicalId) == target.Name));

    private static string TypeOf(DeployTargetMention target) => target.Kind == DeployKind.Service ? ResourceTypes.Service : ResourceTypes.Job;
}
