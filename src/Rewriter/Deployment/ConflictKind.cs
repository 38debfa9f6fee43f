namespace Rewriter.Deployment;

/// <summary>Why an engine could not carry out a change that it would have to make.</summary>
public enum ConflictKind
{
    /// <summary>409: an object of that name exists and this state does not hold it.</summary>
    AlreadyExists,

    /// <summary>404: the object to import does not exist.</summary>
    ImportNotFound,

    /// <summary>The object to import is of a stack address that nothing declares.</summary>
    ImportUndeclared,

    /// <summary>The object to import differs from what the program wants, and the engine imports only what is equal.</summary>
    ImportDiffers,

    /// <summary>The address that a move leads to is taken.</summary>
    MoveTargetOccupied,

    /// <summary>The object's deletion protection is on.</summary>
    DeletionProtected,

    /// <summary>The program protects the resource.</summary>
    Protected,

    /// <summary>The object carries traffic.</summary>
    ServesTraffic,

    /// <summary>A secret that the object needs has no enabled version.</summary>
    SecretWithoutVersion,

    /// <summary>The id was deleted recently and cannot be used again yet.</summary>
    IdNotReusable,

    /// <summary>The object that contains this one does not exist.</summary>
    ParentMissing,

    /// <summary>The name is not one that the type allows.</summary>
    InvalidName,
}
