namespace Rewriter.Bot;

/// <summary>What a comment asks for.</summary>
public enum BotVerb
{
    /// <summary>Nothing that is known: it is answered with what is.</summary>
    Help,

    /// <summary>Everything that a phase would do.</summary>
    Plan,

    /// <summary>To carry a phase out.</summary>
    Apply,

    /// <summary>Whether everything is as a phase leaves it.</summary>
    Verify,

    /// <summary>To take a phase back.</summary>
    Rollback,

    /// <summary>Why a line says what it says, or what a phase does to resources.</summary>
    Explain,
}
