namespace Rewriter.Deployment;

/// <summary>What an engine does with one resource: the one set into which every engine's own words are mapped.</summary>
public enum CanonicalAction
{
    /// <summary>Nothing: what is wanted is what is there.</summary>
    NoOp,

    /// <summary>The state learns another address for an object; the object is not touched.</summary>
    Move,

    /// <summary>The state takes over an object that exists; differences, where there are any, are applied to it.</summary>
    Import,

    /// <summary>The state drops the object; the object stays.</summary>
    Forget,

    /// <summary>A new object is made.</summary>
    Create,

    /// <summary>The object is changed in place.</summary>
    Update,

    /// <summary>The object is deleted and another is made in its place; see <see cref="ReplaceOrder"/>.</summary>
    Replace,

    /// <summary>The object is deleted.</summary>
    Delete,
}
