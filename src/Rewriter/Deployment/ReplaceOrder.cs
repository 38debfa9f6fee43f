namespace Rewriter.Deployment;

/// <summary>In which order a replacement happens.</summary>
public enum ReplaceOrder
{
    /// <summary>The change is no replacement.</summary>
    None,

    /// <summary>The new object is made before the old one goes.</summary>
    CreateFirst,

    /// <summary>The old object goes first: between the two there is nothing.</summary>
    DeleteFirst,
}
