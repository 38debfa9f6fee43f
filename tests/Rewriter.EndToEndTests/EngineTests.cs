using System.Text.RegularExpressions;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>The choice of an engine and a person's consent, through the built command and the real terraform.</summary>
public sealed partial class EngineTests
{
    [TerraformFact]
    public async Task A_phase_runs_on_the_real_terraform_and_comes_back()
    {
        using var repository = WebRepository.Create();
        (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(0);
        var start = repository.Tree();

        var plan = (await WebRepository.RunAsync(repository, "plan", "beside")).Expect(1);
        Assert.Contains("envs/new: 1 to create", plan.Output, StringComparison.Ordinal);
        Assert.Equal(start, repository.Tree());

        (await WebRepository.RunAsync(repository, "apply", "beside", "--digest", DigestIn(plan.Output))).Expect(0);
        Assert.Contains("\"web-new\"", repository.Read("infra/states/envs/new.tfstate"), StringComparison.Ordinal);
        Assert.Contains("program, state and cloud agree", (await WebRepository.RunAsync(repository, "verify")).Expect(0).Output, StringComparison.Ordinal);

        var refused = (await WebRepository.RunAsync(repository, "rollback", "beside")).Expect(2);
        Assert.Contains("RW4024", refused.Errors, StringComparison.Ordinal);
        (await WebRepository.RunAsync(repository, "rollback", "beside", "--yes")).Expect(0);
        Assert.DoesNotContain("web-new", repository.Read("infra/states/envs/new.tfstate"), StringComparison.Ordinal);
        Assert.Contains("\"web-old\"", repository.Read("infra/main.tf"), StringComparison.Ordinal);
        Assert.DoesNotContain(WebRepository.Secret, repository.Read(".rewrite/ledger.jsonl") + plan.Output + plan.Errors, StringComparison.Ordinal);
    }

    [TerraformFact]
    public async Task Without_a_terminal_nothing_outside_is_changed_before_somebody_agreed()
    {
        using var repository = WebRepository.Create();

        var silent = (await WebRepository.RunAsync(repository, "apply", "start")).Expect(2);
        var other = (await WebRepository.RunAsync(repository, "apply", "start", "--digest", "0123456789ab")).Expect(2);
        var tooShort = (await WebRepository.RunAsync(repository, "apply", "start", "--digest", "0123")).Expect(2);

        Assert.Contains("RW4024", silent.Errors, StringComparison.Ordinal);
        Assert.Contains("RW4025", other.Errors, StringComparison.Ordinal);
        Assert.Contains("12 characters", tooShort.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(repository.PathOf("infra/states")));
    }

    [TerraformFact]
    public async Task Consent_does_not_lift_a_blocker()
    {
        using var repository = WebRepository.Create();
        (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(0);
        repository.Edit("rewrite.yaml", "beside: old, ", string.Empty);

        var blocked = (await WebRepository.RunAsync(repository, "apply", "beside", "--yes")).Expect(2);

        Assert.Contains("H1  blocker", blocked.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(repository.PathOf("infra/states/envs/new.tfstate")));
    }

    [TerraformFact]
    public async Task A_broken_assertion_stops_the_phase_before_anything_is_touched()
    {
        using var repository = WebRepository.Create();
        repository.Edit("rewrite.yaml", "assert: { create: 1 }", "assert: { create: 2 }");

        var stopped = (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(2);

        Assert.Contains("1 to create", stopped.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(repository.PathOf("infra/states")));
    }

    [TerraformFact]
    public async Task Another_engine_does_not_go_on_where_one_began()
    {
        using var repository = WebRepository.Create();
        (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(0);
        repository.Edit("rewrite.yaml", "    stateRole: state-path", "    stateRole: state-path\n    program: mindmirror");

        var rollback = (await WebRepository.RunAsync(repository, "rollback", "start", "--engine", "embedded")).Expect(2);

        Assert.Contains("RW4027", rollback.Errors, StringComparison.Ordinal);
        Assert.Contains("web-old", repository.Read("infra/states/envs/old.tfstate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_is_one_error_that_names_the_embedded_engine()
    {
        using var repository = WebRepository.Create();
        repository.Edit("rewrite.yaml", "folder: infra", "folder: infra\n      program: terraform-of-nobody");

        var missing = (await WebRepository.RunAsync(repository, "plan", "start")).Expect(2);

        Assert.Equal(1, Regex.Count(missing.Output + missing.Errors, "error RW"));
        Assert.Contains("error RW4017: the program 'terraform-of-nobody' is not on PATH", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("--engine embedded", missing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_the_environment_does_not_hold_is_named_and_a_scan_needs_none()
    {
        using var repository = WebRepository.Create();

        var plan = (await repository.RunAsync("plan", "start")).Expect(2);
        (await repository.RunAsync("scan")).Expect(0);

        Assert.Contains("RW4026", plan.Errors, StringComparison.Ordinal);
        Assert.Contains("'WEB_TOKEN'", plan.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RW4020", "did you mean 'terraform'?", "plan", "start", "--engine", "terrafrom")]
    [InlineData("RW4021", "it has no 'program'", "plan", "start", "--engine", "embedded")]
    public async Task An_engine_that_cannot_work_is_refused_by_name(string code, string says, params string[] arguments)
    {
        using var repository = WebRepository.Create();

        var refused = (await WebRepository.RunAsync(repository, arguments)).Expect(2);

        Assert.Contains(code, refused.Errors, StringComparison.Ordinal);
        Assert.Contains(says, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_stacks_with_one_state_are_refused()
    {
        using var repository = WebRepository.Create();
        repository.Edit("rewrite.yaml", "kind: apply,", "kind: apply, stack: main,");
        repository.Edit("rewrite.yaml", "rules:", "  other:\n    state: envs/new\n    terraform: { folder: infra }\nrules:");

        var refused = (await WebRepository.RunAsync(repository, "plan", "start")).Expect(2);

        Assert.Contains("RW4022: the stacks 'main' and 'other' both have the state 'envs/new'", refused.Errors, StringComparison.Ordinal);
    }

    [TerraformFact]
    public async Task Each_stack_has_a_configuration_of_its_own()
    {
        using var repository = WebRepository.Create();
        repository.Write("network/main.tf", "terraform {\n  backend \"local\" {}\n}\n\nresource \"terraform_data\" \"net\" {\n  input = \"net\"\n}\n");
        repository.Edit("rewrite.yaml", "rules:", "  network:\n    state: network\n    terraform:\n      folder: network\n      backend: { path: \"own/{state}.tfstate\" }\nrules:");
        repository.Edit("rewrite.yaml", "- { id: up, kind: apply, assert: { create: 1 } }", "- { id: net, kind: apply, stack: network, assert: { create: 1 } }\n      - { id: up, kind: apply, stack: main, assert: { create: 1 } }");
        repository.Edit("rewrite.yaml", "kind: apply, beside", "kind: apply, stack: main, beside");

        (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(0);

        Assert.Contains("\"net\"", repository.Read("network/own/network.tfstate"), StringComparison.Ordinal);
        Assert.Contains("web-old", repository.Read("infra/states/envs/old.tfstate"), StringComparison.Ordinal);
    }

    [TerraformFact]
    public async Task A_label_that_was_renamed_gets_its_moved_block_to_paste()
    {
        using var repository = WebRepository.Create();
        repository.Edit("rewrite.yaml", "stateRole: state-path", "state: web");
        repository.Edit("infra/main.tf", "  input            = { name = var.service_name, token = var.token }\n  triggers_replace = [var.service_name]\n", "  input = \"kept\"\n");
        (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(0);
        repository.Edit("infra/main.tf", "\"terraform_data\" \"web\"", "\"terraform_data\" \"site\"");
        repository.Edit("rewrite.yaml", "beside: old, assert: { create: 1, ", "assert: { ");
        repository.Edit("rewrite.yaml", ", delete: 0 } }", " } }");

        var blocked = (await WebRepository.RunAsync(repository, "preview", "beside", "--format", "markdown")).Expect(2);

        const string Block = "moved {\n  from = terraform_data.web\n  to   = terraform_data.site\n}";
        Assert.Contains("    ```hcl\n" + string.Join('\n', Block.Split('\n').Select(l => "    " + l)) + "\n    ```\n", blocked.Output, StringComparison.Ordinal);
        repository.Write("infra/moved.tf", Block + "\n");
        Assert.DoesNotContain("H5", (await WebRepository.RunAsync(repository, "preview", "beside", "--format", "markdown")).Output, StringComparison.Ordinal);
    }

    private static string DigestIn(string plan) => Digest().Match(plan).Groups[1].Value;

    [GeneratedRegex("^Plan ([0-9a-f]{12})", RegexOptions.Multiline)]
    private static partial Regex Digest();
}
