namespace Rewriter.Migrations.Steps;

/// <summary>How a step ended.</summary>
public enum StepOutcome
{
    /// <summary>It did what it is for.</summary>
    Succeeded,

    /// <summary>What it is for had been done already, by a person or another tool, and was found to be so.</summary>
    Adopted,

    /// <summary>Its condition did not hold.</summary>
    Skipped,

    /// <summary>What it checks or does was answered with a no.</summary>
    Failed,

    /// <summary>It could not be tried: something it needs is missing or broke.</summary>
    Errored,

    /// <summary>Time ran out before there was an answer.</summary>
    Inconclusive,

    /// <summary>It waits for a person or for time; <c>resume</c> asks again.</summary>
    Waiting,
}
