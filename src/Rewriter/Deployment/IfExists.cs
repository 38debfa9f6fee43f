namespace Rewriter.Deployment;

/// <summary>What to do where the target of a copy is there already.</summary>
public enum IfExists
{
    /// <summary>Nothing, where it holds the same; a failure, where it holds something else.</summary>
    Same,

    /// <summary>Add a version, unless the newest enabled one holds the same.</summary>
    AddVersion,

    /// <summary>Fail.</summary>
    Fail,
}
