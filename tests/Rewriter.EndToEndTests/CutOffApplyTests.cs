using System.Diagnostics;
using System.Globalization;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>The command is killed, with all that it started, while the real terraform makes an object.</summary>
public sealed class CutOffApplyTests
{
    [UnixTerraformFact]
    public async Task What_a_killed_apply_made_is_taken_back_and_what_it_was_making_is_named()
    {
        using var repository = await SlowWebRepository.CreateAsync();
        await repository.RunToMarkerAsync(Kill, "apply", "beside", "--yes");
        Assert.Contains("\"web-new\"", repository.State, StringComparison.Ordinal);
        Assert.Contains("\"first\"", repository.State, StringComparison.Ordinal);

        var asked = (await repository.RunAsync("rollback", "beside")).Expect(2);
        var back = (await repository.RunAsync("rollback", "beside", "--yes")).Expect(1);

        Assert.Contains("RW4024", asked.Errors, StringComparison.Ordinal);
        Assert.Contains("warning RW4028", back.Errors, StringComparison.Ordinal);
        Assert.Contains("terraform_data.second, terraform_data.third", back.Errors, StringComparison.Ordinal);
        Assert.Contains("\"web-old\"", repository.State, StringComparison.Ordinal);
        Assert.DoesNotContain("first", repository.State, StringComparison.Ordinal);
        Assert.Contains("\"web-old\"", repository.Configuration, StringComparison.Ordinal);
        Assert.DoesNotContain(WebRepository.Secret, repository.Ledger + back.Output + back.Errors, StringComparison.Ordinal);
    }

    [UnixTerraformFact]
    public async Task A_killed_apply_that_was_finished_is_taken_back_with_what_finished_it()
    {
        using var repository = await SlowWebRepository.CreateAsync();
        await repository.RunToMarkerAsync(Kill, "apply", "beside", "--yes");
        repository.LetGo();

        (await repository.RunAsync("resume", "--yes")).Expect(0);
        Assert.Contains("\"third\"", repository.State, StringComparison.Ordinal);
        var back = (await repository.RunAsync("rollback", "beside", "--yes")).Expect(1);

        Assert.Contains("warning RW4028", back.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("first", repository.State, StringComparison.Ordinal);
        Assert.DoesNotContain("third", repository.State, StringComparison.Ordinal);
        Assert.Contains("\"web-old\"", repository.State, StringComparison.Ordinal);
    }

    [UnixTerraformFact]
    public async Task A_list_that_was_cut_off_before_or_after_it_was_done_is_taken_back()
    {
        using var repository = WebRepository.Create();
        repository.Edit("rewrite.yaml", "stateRole: state-path", "state: web");
        repository.Edit("rewrite.yaml", "  - id: beside\n", "  - id: drop\n    why: Another state takes it.\n    generation: old\n    steps:\n      - { id: out, kind: forget, addresses: [terraform_data.web] }\n  - id: beside\n");
        (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(0);

        await RewriteCommand.RunToAsync(
            repository.Folder, [("WEB_TOKEN", WebRepository.Secret)], () => repository.Read(".rewrite/ledger.jsonl").Split('\n').Any(l => l.Contains("leads back", StringComparison.Ordinal) && l.Contains("\"drop\"", StringComparison.Ordinal)), Kill, "apply", "drop", "--yes");
        (await WebRepository.RunAsync(repository, "rollback", "drop", "--yes")).Expect(0);

        Assert.Contains("\"web-old\"", repository.Read("infra/states/web.tfstate"), StringComparison.Ordinal);
    }

    [InterruptFact]
    public Task Ctrl_C_lets_terraform_finish_and_resume_does_the_rest() => AssertGoesOnAfterAsync("INT");

    [UnixTerraformFact]
    public Task A_machine_that_asks_to_end_lets_terraform_finish_and_resume_does_the_rest() => AssertGoesOnAfterAsync("TERM");

    private static async Task AssertGoesOnAfterAsync(string signal)
    {
        using var repository = await SlowWebRepository.CreateAsync();

        var stopped = (await repository.RunToMarkerAsync(p => Send(signal, p), "apply", "beside", "--yes")).Expect(2);
        Assert.Contains("what is under way comes to an end first", stopped.Errors, StringComparison.Ordinal);
        Assert.Contains("RW4015", stopped.Errors, StringComparison.Ordinal);
        Assert.Contains("\"tainted\"", repository.State, StringComparison.Ordinal);
        Assert.DoesNotContain("\"third\"", repository.State, StringComparison.Ordinal);

        repository.LetGo();
        (await repository.RunAsync("resume", "--yes")).Expect(0);
        Assert.Contains("\"third\"", repository.State, StringComparison.Ordinal);
        Assert.DoesNotContain("tainted", repository.State, StringComparison.Ordinal);

        (await repository.RunAsync("rollback", "beside", "--yes")).Expect(0);
        Assert.DoesNotContain("first", repository.State, StringComparison.Ordinal);
        Assert.DoesNotContain("second", repository.State, StringComparison.Ordinal);
        Assert.Contains("\"web-old\"", repository.State, StringComparison.Ordinal);
    }

    private static void Send(string signal, Process process)
    {
        using var sent = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        sent.WaitForExit();
    }

    private static void Kill(Process process) => process.Kill(entireProcessTree: true);
}
