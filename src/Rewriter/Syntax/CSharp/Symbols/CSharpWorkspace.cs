using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>The C# sources of a repository as compilations, one for each project file and one for what belongs to none.</summary>
internal sealed class CSharpWorkspace
{
    private readonly Dictionary<RepoPath, (SyntaxTree Tree, Compilation Compilation)> _files = [];
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    private CSharpWorkspace()
    {
    }

    /// <summary>All compilations, those that are referenced before those that reference them.</summary>
    public List<Compilation> Compilations { get; } = [];

    /// <summary>All trees of the repository's files.</summary>
    public IEnumerable<(RepoPath File, SyntaxTree Tree)> Trees => _files.Select(f => (f.Key, f.Value.Tree));

    public static CSharpWorkspace Create(IEnumerable<SourceFile> files, ImmutableArray<MetadataReference> references)
    {
        var all = files.DistinctBy(f => f.Path).OrderBy(f => f.Path).ToList();
        var props = all.Where(f => f.Path.Name == "Directory.Build.props").ToList();
        var projects = all.Where(f => f.Path.Extension == ".csproj").Select(f => CSharpProjectFile.Read(f, props)).ToList();
        var trees = all.Where(f => f.Path.Extension is ".cs" or ".csx").ToLookup(f => Owner(f.Path, projects));

        var workspace = new CSharpWorkspace();
        var made = new Dictionary<RepoPath, Compilation?>();
        foreach (var project in projects) workspace.Make(project, projects, trees, references, made);
        workspace.Add(null, trees[null], [], references);
        return workspace;
    }

    public SyntaxTree? TreeOf(RepoPath file) => _files.TryGetValue(file, out var found) ? found.Tree : null;

    public static RepoPath FileOf(SyntaxTree tree) => RepoPath.FromTrusted(tree.FilePath);

    public bool IsOwn(SyntaxTree tree) => _files.TryGetValue(FileOf(tree), out var found) && found.Tree == tree;

    public SemanticModel ModelOf(SyntaxTree tree) =>
        _models.GetOrAdd(tree, t => _files[FileOf(t)].Compilation.GetSemanticModel(t, ignoreAccessibility: true));

    /// <summary>The project whose folder holds the file most closely.</summary>
    private static CSharpProjectFile? Owner(RepoPath file, List<CSharpProjectFile> projects) =>
        projects.Where(p => file.IsUnder(p.Path.Parent)).MaxBy(p => p.Path.Parent.Value.Length);

    private Compilation? Make(CSharpProjectFile project, List<CSharpProjectFile> projects, ILookup<CSharpProjectFile?, SourceFile> trees, ImmutableArray<MetadataReference> references, Dictionary<RepoPath, Compilation?> made)
    {
        // A project that is being made already references itself in a circle: that reference is left out.
        if (!made.TryAdd(project.Path, null)) return made[project.Path];
        var inner = new List<MetadataReference>();
        foreach (var path in Closure(project, projects))
        {
            if (projects.Find(p => p.Path == path) is { } other && Make(other, projects, trees, references, made) is { } compilation) inner.Add(compilation.ToMetadataReference());
        }

        return made[project.Path] = Add(project, trees[project], inner, references);
    }

    /// <summary>References are transitive, as they are to the builder.</summary>
    private static HashSet<RepoPath> Closure(CSharpProjectFile project, List<CSharpProjectFile> projects)
    {
        var found = new HashSet<RepoPath>();
        var open = new Queue<RepoPath>(project.References);
        while (open.TryDequeue(out var path))
        {
            if (path != project.Path && found.Add(path) && projects.Find(p => p.Path == path) is { } next) next.References.ToList().ForEach(open.Enqueue);
        }

        return found;
    }

    private CSharpCompilation Add(CSharpProjectFile? project, IEnumerable<SourceFile> files, IEnumerable<MetadataReference> inner, ImmutableArray<MetadataReference> references)
    {
        var trees = new List<SyntaxTree>();
        foreach (var file in files)
        {
            if (CSharpParsing.Parse(file.Text, file.Path, out _) is { } tree && tree.Options.Kind == SourceCodeKind.Regular) trees.Add(tree);
        }

        var usings = string.Concat((project?.Usings ?? []).Select(u => $"global using {u};\n"));
        var extra = CSharpSyntaxTree.ParseText(usings, CSharpParsing.OptionsFor(RepoPath.Root));
        var name = project is null ? "files" : Path.GetFileNameWithoutExtension(project.Path.Name);
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, concurrentBuild: false, metadataImportOptions: MetadataImportOptions.Public);
        var compilation = CSharpCompilation.Create(name, trees.Append(extra), inner.Concat(references), options);
        Compilations.Add(compilation);
        foreach (var tree in trees) _files[FileOf(tree)] = (tree, compilation);
        return compilation;
    }
}
