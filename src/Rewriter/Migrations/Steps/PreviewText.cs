using Rewriter.Deployment;

namespace Rewriter.Migrations.Steps;

/// <summary>Short texts about previews.</summary>
public static class PreviewText
{
    /// <summary>How many resources meet each action: <c>7 to import, 5 to create</c>; <c>no changes</c> where none.</summary>
    public static string Counts(DeploymentPreview preview)
    {
        var parts = preview.Changes
            .Where(c => c.Action != CanonicalAction.NoOp)
            .GroupBy(c => c.Action)
            .OrderBy(g => g.Key)
            .Select(g => $"{g.Count()} to {StackUse.Name(g.Key)}")
            .ToList();
        return parts.Count == 0 ? "no changes" : string.Join(", ", parts);
    }
}
