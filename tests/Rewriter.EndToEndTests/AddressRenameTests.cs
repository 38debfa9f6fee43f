using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>A rename of addresses, seen by Terraform itself on a state that it made.</summary>
public sealed class AddressRenameTests
{
    private const string Main = """
        terraform {
          backend "local" {
          }
        }

        resource "terraform_data" "orderflow_app" {
          input = "stays"
        }

        module "orderflow" {
          source = "./modules/inner"
          after  = terraform_data.orderflow_app.id
        }

        """;

    private const string Inner = """
        variable "after" {
          type = string
        }

        resource "terraform_data" "orderflow" {
          count = 2
          input = var.after
        }

        """;

    [TerraformFact]
    public async Task A_rename_moves_resources_and_modules_and_destroys_none()
    {
        using var repository = await AppliedAsync();
        var shown = (await repository.RunAsync("rename", "orderflow", "pult", "--yes")).Expect(0);
        Assert.Contains("3 moved blocks added", shown.Output, StringComparison.Ordinal);

        var plan = (await TerraformAsync(repository, "plan", "-no-color", "-input=false", "-detailed-exitcode")).Expect(2);
        Assert.Contains("Plan: 0 to add, 0 to change, 0 to destroy.", plan.Output, StringComparison.Ordinal);
        Assert.Contains("terraform_data.orderflow_app has moved to terraform_data.pult_app", plan.Output, StringComparison.Ordinal);
        Assert.Contains("module.orderflow.terraform_data.orderflow[1] has moved to module.pult.terraform_data.pult[1]", plan.Output, StringComparison.Ordinal);

        (await TerraformAsync(repository, "apply", "-no-color", "-input=false", "-auto-approve")).Expect(0);
        (await repository.RunAsync("rename", "orderflow", "pult", "--yes", "--allow-dirty")).Expect(0);
        (await TerraformAsync(repository, "plan", "-no-color", "-input=false", "-detailed-exitcode")).Expect(0);
    }

    [TerraformFact]
    public async Task Without_moved_blocks_the_same_rename_would_destroy_them()
    {
        using var repository = await AppliedAsync();
        (await repository.RunAsync("rename", "orderflow", "pult", "--yes", "--no-moved")).Expect(0);
        var plan = (await TerraformAsync(repository, "plan", "-no-color", "-input=false", "-detailed-exitcode")).Expect(2);
        Assert.Contains("Plan: 3 to add, 0 to change, 3 to destroy.", plan.Output, StringComparison.Ordinal);
    }

    /// <summary>A repository whose old names are in a state.</summary>
    private static async Task<ExampleRepository> AppliedAsync()
    {
        var repository = ExampleRepository.Empty();
        repository.Write("main.tf", Main);
        repository.Write("modules/inner/main.tf", Inner);
        repository.Write(".gitignore", ".terraform/\n*.tfstate*\n");
        (await TerraformAsync(repository, "init", "-no-color", "-input=false")).Expect(0);
        (await TerraformAsync(repository, "apply", "-no-color", "-input=false", "-auto-approve")).Expect(0);
        return repository;
    }

    // A renamed module has to be installed under its new name before anything can be planned.
    private static async Task<CommandResult> TerraformAsync(ExampleRepository repository, params string[] arguments)
    {
        if (arguments[0] != "init") (await RewriteCommand.RunProgramAsync("terraform", repository.Folder, [], "init", "-no-color", "-input=false")).Expect(0);
        return await RewriteCommand.RunProgramAsync("terraform", repository.Folder, [("TF_IN_AUTOMATION", "1")], arguments);
    }
}
