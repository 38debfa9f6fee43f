using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>The resources of the C# files of one Pulumi program, as <see cref="PulumiProgramAnalyzer"/> finds them.</summary>
public sealed class PulumiProgram
{
    internal PulumiProgram(ImmutableArray<PulumiResource> resources, PulumiFacts facts, ImmutableDictionary<RepoPath, SourceFile> files)
    {
        Resources = resources;
        Facts = facts;
        Files = files;
    }

    /// <summary>All resources, by file and place.</summary>
    public ImmutableArray<PulumiResource> Resources { get; }

    /// <summary>What the files say together: constants, components, imported namespaces.</summary>
    internal PulumiFacts Facts { get; }

    /// <summary>The files, by path.</summary>
    internal ImmutableDictionary<RepoPath, SourceFile> Files { get; }
}
