using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>A person at a terminal is asked before anything outside is changed.</summary>
public sealed class TerminalTests
{
    [TerminalFact]
    public async Task An_apply_asks_with_its_digest_and_does_nothing_on_a_no_and_all_on_a_yes()
    {
        using var repository = WebRepository.Create();

        var no = (await TypeAsync(repository, "no\n", "apply", "start")).Expect(2);
        Assert.Matches("Change these resources with terraform \\(plan [0-9a-f]{12}\\)\\?", no.Output);
        Assert.Contains("1 to create", no.Output, StringComparison.Ordinal);
        Assert.Contains("RW4024", no.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(repository.PathOf("infra/states")));
        Assert.False(File.Exists(repository.PathOf(".rewrite/ledger.jsonl")));

        (await TypeAsync(repository, "\n", "apply", "start")).Expect(2);
        (await TypeAsync(repository, "yes\n", "apply", "start")).Expect(0);
        Assert.Contains("web-old", repository.Read("infra/states/envs/old.tfstate"), StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task A_rollback_asks_and_does_nothing_on_a_no_and_all_on_a_yes()
    {
        using var repository = WebRepository.Create();
        (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(0);

        var no = (await TypeAsync(repository, "n\n", "rollback", "start")).Expect(2);
        Assert.Contains("Take this back with terraform?", no.Output, StringComparison.Ordinal);
        Assert.Contains("web-old", repository.Read("infra/states/envs/old.tfstate"), StringComparison.Ordinal);

        (await TypeAsync(repository, "Y\n", "rollback", "start")).Expect(0);
        Assert.DoesNotContain("web-old", repository.Read("infra/states/envs/old.tfstate"), StringComparison.Ordinal);
    }

    private static Task<CommandResult> TypeAsync(ExampleRepository repository, string typed, params string[] arguments) =>
        PseudoTerminal.RunAsync(repository.Folder, [("WEB_TOKEN", WebRepository.Secret), ("NO_COLOR", "1")], typed, arguments);
}
