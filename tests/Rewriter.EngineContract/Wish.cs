namespace Rewriter.EngineContract;

/// <summary>One resource as a test wants it, in any engine's terms.</summary>
/// <param name="Name">The name inside the program, from which its address follows.</param>
/// <param name="Object">What makes it the object that it is; another one is another object.</param>
/// <param name="Value">What can be changed in place.</param>
public sealed record Wish(string Name, string Object, string Value = "one")
{
    /// <summary>Names of resources that must be there before.</summary>
    public string? After { get; init; }

    /// <summary>Whether the program protects it.</summary>
    public bool Protect { get; init; }
}
