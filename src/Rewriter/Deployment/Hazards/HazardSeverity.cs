namespace Rewriter.Deployment.Hazards;

/// <summary>How much a hazard weighs.</summary>
public enum HazardSeverity
{
    /// <summary>Stops apply, unless the migration allows the hazard by its id and says why.</summary>
    Blocker,

    /// <summary>Shown first and asked about; does not stop apply by itself.</summary>
    High,
}
