namespace Rewriter.Migrations;

/// <summary>A stack that phases preview and apply.</summary>
/// <param name="Id">Its name in the migration.</param>
/// <param name="Program">The stack program that models it in every generation; empty where an engine reads a program of its own.</param>
/// <param name="StateRole">The role whose name is the key of the state; null where the key is <paramref name="StateKey"/>.</param>
/// <param name="StateKey">The key of the state where no role names it; empty otherwise.</param>
public sealed record StackDefinition(string Id, string Program, string? StateRole, string StateKey)
{
    /// <summary>How Terraform works on it; null where the migration does not say.</summary>
    public TerraformSettings? Terraform { get; init; }

    /// <summary>How Pulumi works on it; null where the migration does not say.</summary>
    public PulumiSettings? Pulumi { get; init; }
}
