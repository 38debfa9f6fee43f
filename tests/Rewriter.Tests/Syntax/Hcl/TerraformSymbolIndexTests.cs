using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.Hcl;

public sealed class TerraformSymbolIndexTests
{
    private static readonly Dictionary<string, string> Repository = new()
    {
        ["infra/main.tf"] = """
            module "net" {
              source = "../modules/net"
              region = var.region
            }
            module "other" {
              source  = "terraform-google-modules/network/google"
              version = "9.0"
              region  = var.region
            }
            output "region" {
              value = module.other.region
            }
            output "subnet" {
              value = "${module.net.region}-${google_x.region.id}"
            }
            """,
        ["infra/variables.tf"] = "variable \"region\" {}\n",
        ["infra/envs/prod.tfvars"] = "region = \"west\"\nunknown = 1\n",
        ["modules/net/main.tf"] = "variable \"region\" {}\noutput \"region\" {\n  value = var.region\n}\n",
    };

    [Fact]
    public void A_variable_changes_with_its_uses_in_its_module_its_callers_and_its_values()
    {
        Assert.Equal(
            ["infra/envs/prod.tfvars:region@0", "infra/main.tf:region@2", "infra/main.tf:region@7", "infra/variables.tf:region@0"],
            Lines("infra", TerraformKinds.Variable, "region"));
        Assert.Equal(["infra/main.tf:region@2", "modules/net/main.tf:region@0", "modules/net/main.tf:region@2"], Lines("modules/net", TerraformKinds.Variable, "region"));
    }

    [Fact]
    public void An_output_changes_with_the_references_of_its_callers() =>
        Assert.Equal(["infra/main.tf:region@13", "modules/net/main.tf:region@1"], Lines("modules/net", TerraformKinds.Output, "region"));

    [Fact]
    public void A_name_of_a_foreign_module_is_left_alone()
    {
        var (index, documents) = Read();
        var path = RepoPath.Parse("infra/main.tf");
        var foreign = documents[path].Leaves.Where(l => index.Resolve(path, l)?.Ownership == TerraformOwnership.Foreign).ToArray();
        Assert.Equal(["region", "region"], foreign.Select(l => l.Decode(documents[path].Text)));
        Assert.All(foreign, leaf => Assert.Empty(index.ChangingWith(path, leaf)));
    }

    [Fact]
    public void What_nothing_declares_is_said_to_be_undeclared()
    {
        var (index, documents) = Read();
        var path = RepoPath.Parse("infra/envs/prod.tfvars");
        var leaf = documents[path].Leaves.Single(l => l.Decode(documents[path].Text) == "unknown");
        Assert.Equal(TerraformOwnership.Undeclared, index.Resolve(path, leaf)?.Ownership);
        Assert.Empty(index.ChangingWith(path, leaf));
    }

    [Fact]
    public void A_rename_of_all_places_reads_as_the_same_configuration_under_the_new_name()
    {
        var (index, documents) = Read();
        var declaration = new TerraformDeclaration(RepoPath.Parse("modules/net"), TerraformKinds.Output, "region");
        var renamed = index.OccurrencesOf(declaration).GroupBy(o => o.Path).ToDictionary(g => g.Key, g =>
        {
            var file = SourceFile.FromText(g.Key, documents[g.Key].Text);
            var outcome = DocumentEditor.Edit(file, documents[g.Key], g.Select(o => new TextChange(o.Leaf.Span, "place")));
            Assert.Empty(outcome.Refusals);
            return file.Apply(outcome.Changes);
        });

        Assert.Equal("variable \"region\" {}\noutput \"place\" {\n  value = var.region\n}\n", renamed[RepoPath.Parse("modules/net/main.tf")]);
        Assert.Contains("\"${module.net.place}-${google_x.region.id}\"", renamed[RepoPath.Parse("infra/main.tf")], StringComparison.Ordinal);
        Assert.Contains("value = module.other.region", renamed[RepoPath.Parse("infra/main.tf")], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("infra", "./net", "infra/net")]
    [InlineData("infra/prod", "../../modules/net", "modules/net")]
    [InlineData("infra", "../", "")]
    [InlineData("", "./a//b", "a/b")]
    [InlineData("infra", "../../outside", null)]
    [InlineData("infra", "modules/net", null)]
    [InlineData("infra", "terraform-aws-modules/vpc/aws", null)]
    [InlineData("infra", "git::https://example.com/net.git", null)]
    public void A_source_is_a_folder_of_the_repository_or_foreign(string folder, string source, string? expected) =>
        Assert.Equal(expected, TerraformModules.TargetOf(RepoPath.Parse(folder.Length == 0 ? "." : folder), source)?.Value);

    [Fact]
    public void An_address_is_followed_through_calls_within_calls()
    {
        var files = new Dictionary<string, string>
        {
            ["main.tf"] = "module \"a\" {\n  source = \"./a\"\n}\nimport {\n  to = module.a.module.b.t.n\n  id = 1\n}\n",
            ["a/main.tf"] = "module \"b\" {\n  source = \"../b\"\n}\n",
            ["b/main.tf"] = "resource \"t\" \"n\" {}\n",
        };
        var documents = files.ToDictionary(f => RepoPath.Parse(f.Key), f => ReaderHarness.Read(f.Key, f.Value));
        var index = new TerraformSymbolIndex(documents);
        Assert.Equal(["b/main.tf", "main.tf"], index.OccurrencesOf(new TerraformDeclaration(RepoPath.Parse("b"), TerraformKinds.Resource, "t.n")).Select(o => o.Path.Value));
        Assert.Equal(["a/main.tf", "main.tf"], index.OccurrencesOf(new TerraformDeclaration(RepoPath.Parse("a"), TerraformKinds.Module, "b")).Select(o => o.Path.Value));
    }

    [Fact]
    public void A_folder_that_is_called_like_a_scope_is_still_a_folder()
    {
        var path = RepoPath.Parse("module.x/main.tf");
        var document = ReaderHarness.Read(path.Value, "variable \"v\" {}\na = var.v\n");
        var index = new TerraformSymbolIndex([new(path, document)]);
        Assert.Equal(2, index.OccurrencesOf(new TerraformDeclaration(path.Parent, TerraformKinds.Variable, "v")).Length);
    }

    [Fact]
    public void A_source_that_a_template_makes_is_foreign_and_unknown()
    {
        var path = RepoPath.Parse("main.tf");
        var document = ReaderHarness.Read("main.tf", "module \"m\" {\n  source = \"./${var.x}\"\n}\n");
        var call = Assert.Single(new TerraformModules([new(path, document)]).Calls);
        Assert.True(call.IsForeign);
        Assert.Null(call.Source);
    }

    private static string[] Lines(string folder, string kind, string name)
    {
        var (index, documents) = Read();
        return [.. index.OccurrencesOf(new TerraformDeclaration(RepoPath.Parse(folder), kind, name)).Select(o =>
        {
            var document = documents[o.Path];
            return $"{o.Path}:{o.Leaf.Decode(document.Text)}@{new LineMap(document.Text).PositionOf(o.Leaf.Span.Start).Line}";
        })];
    }

    private static (TerraformSymbolIndex Index, Dictionary<RepoPath, SyntaxDocument> Documents) Read()
    {
        var documents = Repository.ToDictionary(f => RepoPath.Parse(f.Key), f => ReaderHarness.Read(f.Key, f.Value));
        return (new TerraformSymbolIndex(documents), documents);
    }
}
