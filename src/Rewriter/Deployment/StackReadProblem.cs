namespace Rewriter.Deployment;

/// <summary>One thing that is wrong with a stack's description.</summary>
/// <param name="Path">The JSON path: <c>$.resources[2].inputs</c>.</param>
/// <param name="Message">What is wrong.</param>
public sealed record StackReadProblem(string Path, string Message)
{
    /// <summary>Where it stands in the text: 0-based, UTF-16. What is missing stands where it ought to be.</summary>
    public int Offset { get; init; }

    /// <summary>Path and message in one line.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
