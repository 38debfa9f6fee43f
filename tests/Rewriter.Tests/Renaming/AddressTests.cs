using Rewriter.Naming;
using Rewriter.Renaming;
using Rewriter.Text;

namespace Rewriter.Tests.Renaming;

/// <summary>A rename does not destroy what it renames: states follow new addresses.</summary>
public sealed class AddressTests
{
    private const string Stack = "using Pulumi;\nusing Pulumi.Gcp.CloudRun;\nclass MyStack : Stack\n{\n    public MyStack()\n    {\n        BODY\n    }\n}\n";

    private static readonly RenameRequest Request = RenameHarness.Request(("orderflow", "pult"));

    [Fact]
    public void A_renamed_resource_gets_a_moved_block_at_the_end_of_its_file_and_a_second_run_adds_nothing()
    {
        Assert.Equal(
            "resource \"terraform_data\" \"pult\" {\n}\n\nmoved {\n  from = terraform_data.orderflow\n  to   = terraform_data.pult\n}\n",
            RenameHarness.Rename("main.tf", "resource \"terraform_data\" \"orderflow\" {\n}\n", Request));
    }

    [Fact]
    public void A_moved_block_has_the_line_ends_of_its_file()
    {
        Assert.Equal(
            "module \"pult\" {\r\n  source = \"./m\"\r\n}\r\n\r\nmoved {\r\n  from = module.orderflow\r\n  to   = module.pult\r\n}\r\n",
            RenameHarness.Rename("main.tf", "module \"orderflow\" {\r\n  source = \"./m\"\r\n}\r\n", Request));
    }

    [Theory]
    [InlineData("data \"terraform_remote_state\" \"orderflow\" {\n}\n")]
    [InlineData("variable \"orderflow\" {\n}\n")]
    [InlineData("locals {\n  orderflow = 1\n}\n")]
    [InlineData("output \"orderflow\" {\n  value = 1\n}\n")]
    [InlineData("resource \"terraform_data\" \"app\" {\n  input = \"orderflow\"\n}\n")]
    public void What_has_no_address_in_a_state_gets_no_moved_block(string text) =>
        Assert.Equal(text.Replace("orderflow", "pult", StringComparison.Ordinal), RenameHarness.Rename("main.tf", text, Request));

    [Fact]
    public void Without_moved_blocks_the_labels_change_alone_and_the_end_of_an_older_move_follows()
    {
        const string Text = "resource \"terraform_data\" \"orderflow\" {\n}\n\nmoved {\n  from = terraform_data.orderflow_old\n  to   = terraform_data.orderflow\n}\n";
        Assert.Equal(
            "resource \"terraform_data\" \"pult\" {\n}\n\nmoved {\n  from = terraform_data.orderflow_old\n  to   = terraform_data.pult\n}\n",
            RenameHarness.Rename("main.tf", Text, Request with { FollowAddresses = false }));
    }

    [Fact]
    public void A_further_move_continues_an_older_one()
    {
        const string Text = "resource \"terraform_data\" \"orderflow\" {\n}\n\nmoved {\n  from = terraform_data.old\n  to   = terraform_data.orderflow\n}\n";
        Assert.Equal(
            "resource \"terraform_data\" \"pult\" {\n}\n\nmoved {\n  from = terraform_data.old\n  to   = terraform_data.orderflow\n}\n\nmoved {\n  from = terraform_data.orderflow\n  to   = terraform_data.pult\n}\n",
            RenameHarness.Rename("main.tf", Text, Request));
    }

    [Fact]
    public void A_move_that_another_file_of_the_folder_states_is_not_stated_again()
    {
        const string Moves = "moved {\n  from = terraform_data.orderflow\n  to   = terraform_data.pult\n}\n";
        var after = new RenameHarness().With("infra/main.tf", "resource \"terraform_data\" \"orderflow\" {\n}\n").With("infra/moved.tf", Moves).Apply(Request);
        Assert.Equal("resource \"terraform_data\" \"pult\" {\n}\n", after["infra/main.tf"]);
        Assert.Equal(Moves, after["infra/moved.tf"]);
    }

    [Fact]
    public void A_way_back_that_terraform_would_refuse_is_proposed_with_the_reason()
    {
        const string Text = "resource \"terraform_data\" \"orderflow\" {\n}\n\noutput \"id\" {\n  value = terraform_data.orderflow.id\n}\n\nmoved {\n  from = terraform_data.pult\n  to   = terraform_data.orderflow\n}\n";
        var plan = new RenameHarness().With("main.tf", Text).Plan(Request);
        Assert.Equal(["Proposed address", "Proposed coordination", "Left old-address"], RenameHarness.Codes("main.tf", Text, Request));
        Assert.Contains("circle", plan.Files[0].Occurrences[0].Verdict.Reason, StringComparison.Ordinal);
        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public void Two_resources_that_exchange_their_names_are_proposed()
    {
        const string Text = "resource \"terraform_data\" \"blue\" {\n}\n\nresource \"terraform_data\" \"green\" {\n}\n";
        Assert.Equal(["Proposed address", "Proposed address"], RenameHarness.Codes("main.tf", Text, RenameHarness.Request(("blue", "green"), ("green", "blue"))));
    }

    [Fact]
    public void The_plan_names_the_moves()
    {
        var plan = new RenameHarness().With("main.tf", "resource \"terraform_data\" \"orderflow_a\" {\n}\n\nmodule \"orderflow\" {\n  source = \"./x\"\n}\n").Plan(Request);
        Assert.Equal(["terraform_data.orderflow_a > terraform_data.pult_a", "module.orderflow > module.pult"], plan.Files[0].Moved.Select(m => $"{m.From} > {m.To}"));
    }

    [Fact]
    public void A_renamed_resource_of_a_pulumi_program_gets_an_alias_and_a_second_run_adds_nothing() =>
        Assert.Equal(
            Program("new Service(\"pult-app\", new ServiceArgs { Location = \"x\" }, new CustomResourceOptions { Aliases = { new Alias { Name = \"orderflow-app\" } } });"),
            RenameHarness.Rename("MyStack.cs", Program("new Service(\"orderflow-app\", new ServiceArgs { Location = \"x\" });"), Request));

    [Fact]
    public void Aliases_can_be_left_out() =>
        Assert.Equal(
            Program("new Service(\"pult-app\", new ServiceArgs { Location = \"x\" });"),
            RenameHarness.Rename("MyStack.cs", Program("new Service(\"orderflow-app\", new ServiceArgs { Location = \"x\" });"), Request with { FollowAddresses = false }));

    [Fact]
    public void A_constant_that_is_renamed_gives_an_alias_to_the_resource_of_another_file()
    {
        var after = new RenameHarness()
            .With("infra/Pulumi.yaml", "name: shop\nruntime: dotnet\n")
            .With("infra/Names.cs", "static class Names { public const string App = \"orderflow-app\"; }\n")
            .With("infra/MyStack.cs", Program("new Service(Names.App);"))
            .Apply(Request);
        Assert.Contains("\"pult-app\"", after["infra/Names.cs"], StringComparison.Ordinal);
        Assert.Equal(Program("new Service(Names.App, options: new CustomResourceOptions { Aliases = { new Alias { Name = \"orderflow-app\" } } });"), after["infra/MyStack.cs"]);
    }

    [Fact]
    public void A_resource_that_cannot_be_given_an_alias_is_proposed_and_the_rest_of_its_file_changes()
    {
        var text = Program("// orderflow\n        new Service(\"orderflow-app\", new ServiceArgs(), Options());");
        Assert.Equal(["Applied name", "Proposed address"], RenameHarness.Codes("MyStack.cs", text, Request));
        Assert.Equal(text.Replace("// orderflow", "// pult", StringComparison.Ordinal), RenameHarness.Rename("MyStack.cs", text, Request));
    }

    [Fact]
    public void A_person_may_accept_what_cannot_be_followed_and_is_told()
    {
        var plan = new RenameHarness().With("MyStack.cs", Program("new Service(\"orderflow-app\", new ServiceArgs(), Options());")).Plan(Request with { IncludeReview = true });
        Assert.Single(plan.ChangedFiles);
        Assert.Contains(plan.Attention, a => a.Contains("no moved block or alias can follow", StringComparison.Ordinal));
    }

    [Fact]
    public void A_renamed_resource_of_a_pulumi_program_in_yaml_is_named()
    {
        var plan = new RenameHarness().With("Pulumi.yaml", "name: shop\nruntime: yaml\nresources:\n  orderflow-app:\n    type: gcp:cloudrun:Service\n").Plan(Request);
        Assert.Contains(plan.Attention, a => a.Contains("options.aliases", StringComparison.Ordinal) && a.Contains("Pulumi.yaml:4", StringComparison.Ordinal));
    }

    private static string Program(string body) => Stack.Replace("BODY", body, StringComparison.Ordinal);
}
