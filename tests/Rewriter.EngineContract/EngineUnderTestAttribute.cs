namespace Rewriter.EngineContract;

/// <summary>Says of a class of contract tests what its engine lacks.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class EngineUnderTestAttribute : Attribute
{
    /// <summary>Why none of the tests can run here; null where they can.</summary>
    public virtual string? Missing => null;

    /// <summary>Why tests that look at objects apart from the state cannot run with this engine; null where they can.</summary>
    public string? NoCloud { get; set; }

    /// <summary>Why a test is skipped; null where it runs.</summary>
    public string? Skip(bool needsCloud) => Missing ?? (needsCloud ? NoCloud : null);
}
