namespace Rewriter.Deployment.Hazards;

/// <summary>Words that several rules share.</summary>
internal static class HazardText
{
    /// <summary>The last part of an id: the name.</summary>
    public static string NameOf(string? id) => id is null ? string.Empty : id[(id.LastIndexOf('/') + 1)..];

    /// <summary>A change as evidence.</summary>
    public static HazardEvidence Evidence(this ResourceChange change, PhasePreview phase) =>
        new($"state {phase.Preview.StateKey}: {Verb(change)} {change.Address} ({change.PhysicalId ?? change.NewPhysicalId ?? ResourceTypeCatalog.For(change.Type).Noun})");

    /// <summary>A place in a file as evidence.</summary>
    public static HazardEvidence Evidence(this FileMention mention) => new(mention.Text, mention.File, mention.Line);

    /// <summary>Whether the change makes an object go.</summary>
    public static bool Destroys(this ResourceChange change) => change.Action is CanonicalAction.Delete or CanonicalAction.Replace;

    /// <summary>Whether an object is there under the change's new id afterwards.</summary>
    public static bool Leaves(this ResourceChange change) => change.Action is not (CanonicalAction.Delete or CanonicalAction.Forget);

    private static string Verb(ResourceChange change) => change.Action switch
    {
        CanonicalAction.NoOp => "keep",
        CanonicalAction.Replace => change.Order == ReplaceOrder.DeleteFirst ? "replace (delete first)" : "replace (create first)",
        _ => change.Action.ToString().ToLowerInvariant(),
    };
}
