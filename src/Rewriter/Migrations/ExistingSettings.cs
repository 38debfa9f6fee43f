using Rewriter.Text;

namespace Rewriter.Migrations;

/// <summary>A file of the state that another tool keeps of a stack.</summary>
/// <param name="Form">The form of the file.</param>
/// <param name="File">Its path in the repository, with <see cref="StackDefinition.GenerationMark"/> or <see cref="StackDefinition.StateMark"/> where each generation has a state of its own.</param>
public sealed record ExistingSettings(ExistingForm Form, string File)
{
    /// <summary>The file of a generation, whose state has a key.</summary>
    public RepoPath FileOf(string generation, string stateKey) => RepoPath.Parse(PathOf(File, generation, stateKey));

    /// <summary>A path with its marks filled in.</summary>
    internal static string PathOf(string file, string generation, string stateKey) =>
        file.Replace(StackDefinition.GenerationMark, generation, StringComparison.Ordinal).Replace(StackDefinition.StateMark, stateKey, StringComparison.Ordinal);
}
