using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Tests.Scanning;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("/.rewrite/", ".rewrite/ledger.jsonl", true)]
    [InlineData("/.rewrite/", ".rewrite", true)]
    [InlineData("/.rewrite/", "a/.rewrite/ledger.jsonl", false)]
    [InlineData("/.rewrite/", ".rewrite-not/a", false)]
    [InlineData(".rewrite/", "a/.rewrite/ledger.jsonl", true)]
    [InlineData("docs/guides", "docs/guides/a.md", true)]
    [InlineData("docs/guides", "docs/guides.md", false)]
    [InlineData("rewrite.yaml", "a/b/rewrite.yaml", true)]
    [InlineData("rewrite.yaml", "a/b/not-rewrite.yaml", false)]
    [InlineData("*.plan.json", "a/b/phase1.plan.json", true)]
    [InlineData("*.plan.json", "kept.plan.json/inside.txt", true)]
    [InlineData("*.plan.json", "a/plan.json", false)]
    [InlineData("*.tf", "a/b/main.tf", true)]
    [InlineData("*.tf", "main.tfvars", false)]
    [InlineData("docs/**", "docs/a/b.md", true)]
    [InlineData("docs/*.md", "docs/a/b.md", false)]
    [InlineData("deploy/{dev,prod}/*.yaml", "deploy/prod/a.yaml", true)]
    [InlineData("deploy/{dev,prod}/*.yaml", "deploy/test/a.yaml", false)]
    [InlineData("**/src/main", "a/src/main/b.cs", true)]
    [InlineData("**/src/main", "a/src/domain/b.cs", false)]
    public void A_pattern_means_a_path_and_what_lies_below_it(string pattern, string path, bool isMeant) =>
        Assert.Equal(isMeant, new PathGlob(pattern).Matches(RepoPath.Parse(path)));

    [Fact]
    public void A_walk_below_a_folder_lists_that_folder_alone_and_knows_the_ignore_files_above_it()
    {
        var tree = new MemoryTree();
        foreach (var path in new[] { "a/one.cs", "a/b/two.cs", "a/b/c/three.cs", "a/bc/four.cs", "five.cs", "a/b/out.cs" }) tree.Write(RepoPath.Parse(path), "x");
        tree.Write(RepoPath.Parse(".gitignore"), "out.cs\n");

        var listed = RepositoryFiles.List(tree, new WalkOptions { Under = RepoPath.Parse("a/b") }, p => p.Extension == ".cs");

        Assert.Equal(["a/b/c/three.cs", "a/b/two.cs"], listed.Select(p => p.Value));
    }
}
