namespace Rewriter.Initializing;

/// <summary>What a found name is used for.</summary>
internal enum NameUse
{
    /// <summary>A resource is called so.</summary>
    Name,

    /// <summary>A state lies there.</summary>
    State,

    /// <summary>A label or tag of resources.</summary>
    Label,

    /// <summary>A part of names that a template puts together.</summary>
    Part,

    /// <summary>It cannot be renamed: a project, an account, a bucket, a registry.</summary>
    Lasting,
}
