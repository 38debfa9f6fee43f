using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rewriter.Syntax.CSharp.Symbols;
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

    /// <summary>The expressions that make up a resource's logical name: its own, and those of the constants in it.</summary>
    internal IEnumerable<SourceSpan> PlacesOfName(PulumiResource resource)
    {
        var seen = new HashSet<ExpressionSyntax>();
        var waiting = new Queue<ExpressionSyntax>([resource.Name]);
        while (waiting.TryDequeue(out var expression))
        {
            if (!seen.Add(expression)) continue;
            yield return new SourceSpan(RepoPath.FromTrusted(expression.SyntaxTree.FilePath), expression.Span);
            foreach (var name in expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>())
            {
                if (name is IdentifierNameSyntax or MemberAccessExpressionSyntax && Facts.InitializerOf(name) is { } initializer) waiting.Enqueue(initializer);
            }
        }
    }

    /// <summary>The files, by path.</summary>
    internal ImmutableDictionary<RepoPath, SourceFile> Files { get; }
}
