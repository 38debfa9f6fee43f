namespace Rewriter.Pulumi;

/// <summary>Opens stacks.</summary>
internal interface IPulumiStackSource
{
    /// <summary>Opens a stack. Nothing is made or changed.</summary>
    /// <param name="stackName">The stack's name.</param>
    /// <param name="project">The project's name, where the program is generated.</param>
    IPulumiStack Open(string stackName, string project);
}
