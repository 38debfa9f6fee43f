using System.Collections.Immutable;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Terraform;

/// <summary>What the root module says and neither plan nor state repeats. Files that are not understood say nothing here: the program refuses them anyway.</summary>
/// <param name="Protected">Resources (<c>type.name</c>) with <c>prevent_destroy = true</c>.</param>
/// <param name="Moves">The <c>moved</c> blocks, generated ones included.</param>
internal sealed record ConfigurationFacts(ImmutableHashSet<string> Protected, ImmutableArray<MovedAddress> Moves)
{
    /// <summary>No facts.</summary>
    public static ConfigurationFacts None { get; } = new([], []);

    /// <summary>Reads the root module in a folder.</summary>
    public static ConfigurationFacts In(string folder)
    {
        var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var moves = ImmutableArray.CreateBuilder<MovedAddress>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.tf").Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().IndexOf("prevent_destroy"u8) < 0 && bytes.AsSpan().IndexOf("moved"u8) < 0) continue;
            if (SourceFile.Read(RepoPath.Parse(Path.GetFileName(path)), bytes, out _) is not { } file) continue;
            var document = LanguageCatalog.Read(file);
            moves.AddRange(MovedBlocks.In(document));
            foreach (var leaf in document.MeaningfulLeaves.Where(l => l.Label != Label.Key))
            {
                if (leaf.Path.Segments() is ["resource", var type, var name, "lifecycle", "prevent_destroy", ..] && leaf.Decode(file.Text) == "true") found.Add($"{type}.{name}");
            }
        }

        return new ConfigurationFacts(found.ToImmutable(), moves.ToImmutable());
    }

    /// <summary>The objects of a state that a move would lead onto an address which the state holds as well.</summary>
    public IEnumerable<(string From, string To)> Collisions(Rewriter.Deployment.EngineState state) =>
        from resource in state.Resources
        from move in Moves
        let rest = resource.Address.StartsWith(move.From, StringComparison.Ordinal) ? resource.Address[move.From.Length..] : null
        where rest is not null && (rest.Length == 0 || rest[0] is '.' or '[') && state.Find(move.To + rest) is not null
        select (resource.Address, move.To + rest);
}
