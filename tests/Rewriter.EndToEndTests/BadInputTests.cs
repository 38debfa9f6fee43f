using System.Runtime.InteropServices;
using System.Text;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>Bad input gives one clear error with file, line, cause and remedy, exit code 2, and changes nothing.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task A_folder_without_a_migration_file()
    {
        using var repository = ExampleRepository.Empty();
        var result = (await repository.RunAsync("plan", "phase1")).Expect(2);
        Assert.Contains("error RW3003: there is no 'rewrite.yaml'", result.Errors, StringComparison.Ordinal);
        Assert.Contains("rewrite init", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist()
    {
        using var repository = ExampleRepository.Empty();
        Assert.Contains("RW3019", (await repository.RunAsync("plan", "phase1", "--repo", "nowhere")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_yaml_is_named_with_its_line() =>
        await AssertRefused(r => r.Edit("rewrite.yaml", "generations: [orderflow, pult]", "generations: [orderflow, pult"), "rewrite.yaml(", "RW2001");

    [Fact]
    public async Task An_unknown_key_is_refused_with_a_suggestion() =>
        await AssertRefused(r => r.Edit("rewrite.yaml", "    expect: 4\n", "    expects: 4\n"), "RW2002", "'expects' is no key of rule 'deploy-workflow'; did you mean 'expect'?");

    [Fact]
    public async Task A_rule_with_two_meanings_names_both_roles() =>
        await AssertRefused(
            r => r.Edit("rewrite.yaml", "orderflow: orderflow-migrate, pult: pult-migrate", "orderflow: orderflow-migrate, pult: pult-app"),
            "RW2008", "role 'service' and of role 'migrate-job'");

    [Fact]
    public async Task Two_rules_on_one_place_are_both_named() =>
        await AssertRefused(
            r => r.Edit("rewrite.yaml", "    files: .github/workflows/deploy.yml\n    expect: 4\n", "    files: .github/workflows/**\n"),
            "RW2009", "rule 'terraform-workflow' and rule 'deploy-workflow'");

    [Fact]
    public async Task An_unknown_phase_is_answered_with_the_known_ones()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        Assert.Contains("there is no phase 'phase3'; did you mean 'phase1'?", (await repository.RunAsync("apply", "phase3")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phases_out_of_order_are_refused()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        var tree = repository.Tree();
        var refused = (await repository.RunAsync("apply", "phase2")).Expect(2);
        Assert.Contains("RW3005: 'phase2' comes after 'phase1', which was not applied", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());
    }

    [Fact]
    public async Task A_count_that_is_off_is_refused() =>
        await AssertRefused(r => r.Edit("rewrite.yaml", "    expect: 29\n", "    expect: 30\n"), "RW2010", "expects 30 places and found 29");

    [Fact]
    public async Task An_old_name_that_nothing_accounts_for_is_a_finding_at_its_place() =>
        await AssertRefused(r => r.Write("docs/new.md", "Call `pult-app` by its name.\n"), "docs/new.md(1,7): error RW3009: 'pult-app'");

    [Fact]
    public async Task A_file_that_is_no_utf8_is_refused_by_name() =>
        await AssertRefused(r => File.WriteAllBytes(r.PathOf("docs/latin.md"), [.. Encoding.Latin1.GetBytes("pult-app für alle\n")]), "docs/latin.md", "RW0001");

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_by_name() =>
        await AssertRefused(r => r.Write("docs/large.md", "pult-app\n" + new string('x', 16 * 1024 * 1024)), "docs/large.md", "RW0002");

    [Fact]
    public async Task A_file_that_cannot_be_understood_is_refused_whole() =>
        await AssertRefused(r => r.Write(".github/workflows/deploy.yml", r.Read(".github/workflows/deploy.yml") + "\nbroken: [pult-app\n"), ".github/workflows/deploy.yml", "error RW");

    [Fact]
    public async Task Uncommitted_changes_in_a_file_that_a_phase_would_touch_are_refused_unless_allowed()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        await Git(repository, "init", "-q");
        await Git(repository, "add", "-A");
        await Git(repository, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "start");
        repository.Edit("Makefile", "SERVICE_NAME ?= pult-app", "SERVICE_NAME  ?= pult-app");
        var tree = repository.Tree();

        var refused = (await repository.RunAsync("apply", "phase1")).Expect(2);
        Assert.Contains("Makefile: error RW3006", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());

        (await repository.RunAsync("apply", "phase1", "--allow-dirty")).Expect(0);
        Assert.Contains("SERVICE_NAME  ?= orderflow-app", repository.Read("Makefile"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_phase_wrote_counts_as_no_persons_change()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        await Git(repository, "init", "-q");
        await Git(repository, "add", "-A");
        await Git(repository, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "start");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        (await repository.RunAsync("apply", "phase2")).Expect(1);
    }

    [Fact]
    public async Task A_file_that_a_person_changed_between_the_phases_is_not_overwritten_by_a_rollback()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        repository.Write("Makefile", repository.Read("Makefile") + "# mine\n");
        var tree = repository.Tree();

        var refused = (await repository.RunAsync("rollback", "phase1")).Expect(2);

        Assert.Contains("Makefile: error RW0006", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());
    }

    [Fact]
    public async Task A_half_renamed_repository_fails_verify()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        repository.Edit(".github/workflows/deploy.yml", "SERVICE_NAME: orderflow-app", "SERVICE_NAME: pult-app");

        var findings = (await repository.RunAsync("verify", "phase1")).Expect(1);

        Assert.Contains("RW3009", findings.Output, StringComparison.Ordinal);
        Assert.Contains("RW3020: role 'service'", findings.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_no_longer_fits_is_refused_with_what_changed()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("plan", "phase1", "--out", "phase1.plan.json", "--no-diff")).Expect(1);
        repository.Write("README.md", repository.Read("README.md") + "\nMore.\n");
        var tree = repository.Tree();

        var refused = (await repository.RunAsync("apply", "phase1", "--plan", "phase1.plan.json")).Expect(2);

        Assert.Contains("RW3007: the plan was made from the file 'README.md' that has changed since", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());
        (await repository.RunAsync("plan", "phase1", "--out", "phase1.plan.json", "--no-diff")).Expect(1);
        (await repository.RunAsync("apply", "phase1", "--plan", "phase1.plan.json")).Expect(0);
    }

    [Fact]
    public async Task A_symbolic_link_is_not_followed_out_of_the_repository()
    {
        if (OperatingSystem.IsWindows()) return; // Making a link needs a privilege there.
        using var outside = ExampleRepository.Empty();
        outside.Write("secret.md", "pult-app\n");
        using var repository = ExampleRepository.Copy("orderflow");
        File.CreateSymbolicLink(repository.PathOf("docs/link.md"), outside.PathOf("secret.md"));
        Directory.CreateSymbolicLink(repository.PathOf("elsewhere"), outside.Folder);

        var applied = (await repository.RunAsync("apply", "phase1", "--json")).Expect(0);

        Assert.Equal("pult-app\n", outside.Read("secret.md"));
        Assert.DoesNotContain("docs/link.md", applied.Output, StringComparison.Ordinal);
        var plan = await repository.RunAsync("plan", "phase2", "--json");
        Assert.Contains("docs/link.md", plan.Output, StringComparison.Ordinal);
        Assert.Contains("symbolic link", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_file_stops_the_phase_before_anything_is_changed()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        new FileInfo(repository.PathOf("docs/runbook.md")).IsReadOnly = true;
        await AssertRefusedIn(repository, "docs/runbook.md: error RW0005: the file is read-only");
    }

    [Fact]
    public async Task A_read_only_folder_stops_the_phase_before_anything_is_changed()
    {
        if (OperatingSystem.IsWindows()) return; // Folders have no such bit there.
        using var repository = ExampleRepository.Copy("orderflow");
        File.SetUnixFileMode(repository.PathOf("infra/monitoring"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await AssertRefusedIn(repository, "infra/monitoring/dashboard.json: error RW0005: its folder is read-only");
        }
        finally
        {
            File.SetUnixFileMode(repository.PathOf("infra/monitoring"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_full_disk_takes_everything_back()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        var tree = repository.Tree();

        // The disk is full from the 30th write on: in the middle of the files.
        var stopped = (await RewriteCommand.RunFullDiskAsync(repository.Folder, 30, "apply", "phase1")).Expect(2);

        Assert.Contains("RW0007", stopped.Errors, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());
        (await repository.RunAsync("resume")).Expect(0);
    }

    [Fact]
    public async Task A_second_process_is_kept_out()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        Directory.CreateDirectory(repository.PathOf(".rewrite"));
        await using (new FileStream(repository.PathOf(".rewrite/lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Contains("RW3002", (await repository.RunAsync("apply", "phase1")).Expect(2).Errors, StringComparison.Ordinal);
        }

        (await repository.RunAsync("apply", "phase1")).Expect(0);
    }

    [Fact]
    public async Task A_ledger_that_was_edited_is_refused()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        repository.Edit(".rewrite/ledger.jsonl", "54 places", "53 places");
        Assert.Contains("RW3001", (await repository.RunAsync("status")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_or_command_is_answered_with_help()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        Assert.Contains("--help", (await repository.RunAsync("aply", "phase1")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("no setting 'sites'", (await repository.RunAsync("plan", "phase1", "--set", "sites=x")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("does not fit the pattern", (await repository.RunAsync("plan", "phase1", "--set", "site=x")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Commands:")]
    [InlineData("--help", "rename")]
    [InlineData("apply --help", "rewrite apply phase2 --contract")]
    [InlineData("rename --help", "--dry-run")]
    [InlineData("--version", ".")]
    public async Task Help_is_printed_with_examples_also_where_the_output_is_no_terminal(string command, string expected)
    {
        using var repository = ExampleRepository.Empty();
        var shown = (await repository.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Expect(0);
        Assert.Contains(expected, shown.Output, StringComparison.Ordinal);
    }

    private static async Task AssertRefused(Action<ExampleRepository> damage, params string[] expected)
    {
        using var repository = ExampleRepository.Copy("orderflow");
        damage(repository);
        await AssertRefusedIn(repository, expected);
    }

    private static async Task AssertRefusedIn(ExampleRepository repository, params string[] expected)
    {
        var tree = repository.Tree();
        var refused = (await repository.RunAsync("apply", "phase1")).Expect(2);
        foreach (var text in expected) Assert.Contains(text, refused.Errors, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());
        Assert.False(File.Exists(repository.PathOf(".rewrite/ledger.jsonl")));
    }

    private static async Task Git(ExampleRepository repository, params string[] arguments) =>
        (await RewriteCommand.RunProgramAsync("git", repository.Folder, [("GIT_CONFIG_GLOBAL", RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "NUL" : "/dev/null")], arguments)).Expect(0);
}
