using Rewriter.Text;

namespace Rewriter.Migrations;

/// <summary>A stack that phases preview and apply.</summary>
/// <param name="Id">Its name in the migration.</param>
/// <param name="Program">The stack program that models it in every generation; empty where another source describes it, or an engine reads a program of its own.</param>
/// <param name="StateRole">The role whose name is the key of the state; null where the key is <paramref name="StateKey"/>.</param>
/// <param name="StateKey">The key of the state where no role names it; empty otherwise.</param>
public sealed record StackDefinition(string Id, string Program, string? StateRole, string StateKey)
{
    /// <summary>What stands for a generation's name in paths and arguments.</summary>
    public const string GenerationMark = "{generation}";

    /// <summary>What stands for the key of a state in paths.</summary>
    public const string StateMark = "{state}";

    /// <summary>The file of the repository that describes it, with <see cref="GenerationMark"/> in its path; null where none does.</summary>
    public string? DescribeFile { get; init; }

    /// <summary>The command that prints its description; null where none does.</summary>
    public StackCommand? DescribeCommand { get; init; }

    /// <summary>The state of another tool against which the embedded engine previews it; null where it has one of its own.</summary>
    public ExistingSettings? Existing { get; init; }

    /// <summary>How Terraform works on it; null where the migration does not say.</summary>
    public TerraformSettings? Terraform { get; init; }

    /// <summary>How Pulumi works on it; null where the migration does not say.</summary>
    public PulumiSettings? Pulumi { get; init; }

    /// <summary>True where something tells what it wants; otherwise only an engine that reads a program of its own can work on it.</summary>
    public bool IsDescribed => Program.Length > 0 || DescribeFile is not null || DescribeCommand is not null;

    /// <summary>The file that describes it in a generation; null where no file does.</summary>
    public RepoPath? DescribeFileOf(string generation) =>
        DescribeFile is null ? null : RepoPath.Parse(DescribeFile.Replace(GenerationMark, generation, StringComparison.Ordinal));
}
