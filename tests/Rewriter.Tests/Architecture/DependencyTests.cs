using System.Text.RegularExpressions;

namespace Rewriter.Tests.Architecture;

/// <summary>The house as docs/adr describes it: who may know whom. Read off the sources, so that bodies count as well.</summary>
public sealed partial class DependencyTests
{
    private static readonly string Engine = Path.Combine(Deployment.Repository.Root, "src", "Rewriter");

    // Each folder of the engine, and those that it may refer to besides itself.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Text"] = ["Diagnostics"],
        ["Diagnostics"] = ["Text"],
        ["Syntax"] = ["Text", "Diagnostics"],
        ["Naming"] = ["Text"],
        ["Scanning"] = ["Text", "Diagnostics"],
        ["Definitions"] = ["Text", "Diagnostics"],
        ["Workspaces"] = ["Text", "Diagnostics", "Scanning"],
        ["Rules"] = ["Text", "Diagnostics", "Syntax", "Scanning", "Workspaces"],
        ["Renaming"] = ["Text", "Diagnostics", "Syntax", "Scanning", "Naming"],
        ["Deployment"] = ["Text", "Diagnostics"],
        ["Processes"] = [],
        ["Git"] = ["Diagnostics", "Processes", "Forges"],
        ["Forges"] = [],
        ["Migrations"] = ["Text", "Diagnostics", "Syntax", "Scanning", "Definitions", "Workspaces", "Rules", "Deployment", "Processes", "Git", "Forges"],
        ["Initializing"] = ["Text", "Diagnostics", "Syntax", "Scanning", "Naming", "Definitions", "Workspaces", "Rules", "Deployment", "Migrations"],
    };

    public static TheoryData<string> Folders() => new(Directory.EnumerateDirectories(Engine).Select(f => Path.GetFileName(f)).Where(f => f is not ("bin" or "obj")));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_of_the_engine_refers_only_to_those_below_it(string folder)
    {
        Assert.True(Allowed.TryGetValue(folder, out var below), $"'{folder}' is new: say in this test what it may refer to");
        foreach (var (file, text) in Sources(Path.Combine(Engine, folder)))
        {
            foreach (Match reference in Reference().Matches(text))
            {
                var target = reference.Groups[1].Value;
                Assert.True(target == folder || below.Contains(target) || !Allowed.ContainsKey(target), $"{file} refers to Rewriter.{target}");
            }
        }
    }

    [Fact]
    public void Languages_never_refer_to_each_other()
    {
        var languages = Directory.EnumerateDirectories(Path.Combine(Engine, "Syntax")).Select(f => Path.GetFileName(f)!).ToList();
        Assert.True(languages.Count > 10);
        foreach (var language in languages)
        {
            foreach (var (file, text) in Sources(Path.Combine(Engine, "Syntax", language)))
            {
                foreach (Match reference in Language().Matches(text))
                    Assert.True(reference.Groups[1].Value == language || !languages.Contains(reference.Groups[1].Value), $"{file} refers to Rewriter.Syntax.{reference.Groups[1].Value}");
            }
        }
    }

    [Fact]
    public void The_edges_do_not_see_each_other()
    {
        var edges = new[] { "Rewriter.Terraform", "Rewriter.Pulumi", "Rewriter.GitHub" };
        foreach (var edge in edges.Where(e => Directory.Exists(Path.Combine(Deployment.Repository.Root, "src", e))))
        {
            var project = File.ReadAllText(Path.Combine(Deployment.Repository.Root, "src", edge, edge + ".csproj"));
            foreach (var other in edges.Where(e => e != edge).Append("Rewriter.Cli")) Assert.DoesNotContain(other, project, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("ProjectReference", File.ReadAllText(Path.Combine(Engine, "Rewriter.csproj")), StringComparison.Ordinal);
    }

    private static IEnumerable<(string File, string Text)> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(f => (Path.GetRelativePath(Engine, f), Comment().Replace(File.ReadAllText(f), string.Empty)));

    [GeneratedRegex(@"\bRewriter\.([A-Z]\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bSyntax\.([A-Z]\w+)")]
    private static partial Regex Language();

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
