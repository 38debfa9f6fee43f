using System.Collections.Immutable;
using Rewriter.Rules;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Rules;

/// <summary>A rule that renames an address lets the state follow, as a rename without rules does.</summary>
public sealed class MovedAddressTests
{
    private const string Label = "resource \"terraform_data\" \"orderflow_app\" {\n}\n";
    private const string Block = "moved {\n  from = terraform_data.orderflow_app\n  to   = terraform_data.pult_app\n}\n";

    private static readonly RepoPath Main = RepoPath.Parse("infra/main.tf");

    private static readonly Role Address = new("address", null, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("old", "orderflow_app"), KeyValuePair.Create("new", "pult_app")]));

    private static readonly Rule Everywhere = new("labels", "the label is a name", [Address], Selection.All with { Labels = [Rewriter.Syntax.Label.Symbol] }, [], null, RuleSafety.Safe, []);

    [Fact]
    public void A_rule_that_renames_a_resource_appends_a_moved_block_and_a_second_run_finds_nothing_to_do()
    {
        var workspace = new MemoryWorkspace();
        workspace.Write(Main, Label);
        var first = Rewrite(workspace);
        workspace.Commit("test", first.Changes);
        Assert.Equal(Label.Replace("orderflow", "pult", StringComparison.Ordinal) + "\n" + Block, workspace.ReadText(Main));

        var second = new RepositoryRewriter(new RuleSet([Address], [], []), []).Rewrite(workspace, "new", []);
        Assert.Empty(second.Changes);
        Assert.Empty(second.Of(Disposition.Leftover));
        Assert.Equal("it tells Terraform which address a state was kept under", Assert.Single(second.Of(Disposition.Kept)).Reason);
    }

    [Fact]
    public void A_move_that_another_file_of_the_folder_states_is_not_stated_again()
    {
        var workspace = new MemoryWorkspace();
        workspace.Write(Main, Label);
        workspace.Write(RepoPath.Parse("infra/moved.tf"), Block);
        var rules = Everywhere with { Where = Selection.All with { Files = [new("main.tf")] } };
        workspace.Commit("test", Rewrite(workspace, rules).Changes);
        Assert.Equal(Label.Replace("orderflow", "pult", StringComparison.Ordinal), workspace.ReadText(Main));
        Assert.Equal(Block, workspace.ReadText(RepoPath.Parse("infra/moved.tf")));
    }

    [Fact]
    public void A_move_that_terraform_would_refuse_is_an_error_and_changes_nothing()
    {
        const string Back = "moved {\n  from = terraform_data.pult_app\n  to   = terraform_data.orderflow_app\n}\n";
        var workspace = new MemoryWorkspace();
        workspace.Write(Main, Label + "\n" + Back);
        var rules = Everywhere with { Where = Selection.All with { Paths = [PathPattern.Parse("resource.**", out _)!] } };
        var result = Rewrite(workspace, rules);
        Assert.False(result.IsSound);
        Assert.Empty(result.Changes);
    }

    private static RewriteResult Rewrite(MemoryWorkspace workspace, Rule? rule = null) =>
        new RepositoryRewriter(new RuleSet([Address], [], [rule ?? Everywhere]), []).Rewrite(workspace, "new", [rule ?? Everywhere]);
}
