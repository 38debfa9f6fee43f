namespace Rewriter.Migrations.Steps;

/// <summary>What happens where a tag exists that is to be created.</summary>
public enum ExistingTag
{
    /// <summary>The step fails.</summary>
    Fail,

    /// <summary>It is adopted where it stands on the right commit; elsewhere the step fails.</summary>
    Same,

    /// <summary>It is adopted where it stands on the right commit; elsewhere it is moved once a person confirmed it.</summary>
    Move,
}
