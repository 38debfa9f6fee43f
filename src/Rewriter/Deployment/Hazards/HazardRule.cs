namespace Rewriter.Deployment.Hazards;

/// <summary>One hazard. A rule puts itself into <see cref="HazardAnalyzer"/> by a module initializer.</summary>
public abstract class HazardRule
{
    /// <summary>The stable id: <c>H1</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The hazard in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>How much it weighs.</summary>
    public abstract HazardSeverity Severity { get; }

    /// <summary>What makes the hazard go away.</summary>
    public abstract string ClearedBy { get; }

    /// <summary>The page about the hazard.</summary>
    public string DocsLink => $"docs/diagnostics/hazards/{Id}.md";

    /// <summary>All that is found in a phase.</summary>
    public abstract IEnumerable<HazardFinding> Find(HazardContext context);

    /// <summary>A finding of this rule.</summary>
    protected HazardFinding Finding(string subject, string message, string remedy, params IEnumerable<HazardEvidence> evidence) => new()
    {
        Id = Id,
        Title = Title,
        Severity = Severity,
        Subject = subject,
        Message = message,
        Remedy = remedy,
        ClearedBy = ClearedBy,
        DocsLink = DocsLink,
        Evidence = [.. evidence],
    };
}
