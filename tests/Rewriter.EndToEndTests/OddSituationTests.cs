using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>Status, report, resume and rollback where something around the repository is not as usual.</summary>
public sealed class OddSituationTests : IDisposable
{
    private const string Migration = """
        migration: shop
        why: The shop is called store
        generations: [old, new]
        roles:
          service: { names: { old: shop-app, new: store-app } }
        rules:
          - { id: names, why: the new name, roles: [service] }
        phases:
          - id: rename
            why: The new name
            steps:
              - { id: names, kind: rewrite }
              - { id: agreed, kind: approve }
        """;

    private readonly ExampleRepository _repository = ExampleRepository.Empty();

    public OddSituationTests()
    {
        _repository.Write("rewrite.yaml", Migration);
        _repository.Write("a.yaml", "name: shop-app\n");
    }

    private string LedgerPath => _repository.PathOf(".rewrite/ledger.jsonl");

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task A_report_of_each_form_tells_of_a_run_that_was_taken_back()
    {
        (await RunAsync("apply", "rename")).Expect(1);
        (await RunAsync("rollback", "rename", "--because", "latency doubled", "--by", "ada")).Expect(0);

        var run = JsonNode.Parse((await RunAsync("report", "--json")).Expect(0).Output)!["phases"]![0]!["takenBack"]!.AsArray().Single()!;
        Assert.Equal(("ada", "latency doubled"), (run["by"]!.GetValue<string>(), run["because"]!.GetValue<string>()));
        Assert.Equal(["undone", "undone"], run["steps"]!.AsArray().Select(s => s!["state"]!.GetValue<string>()));
        foreach (var form in new[] { "text", "markdown", "html" })
        {
            var report = (await RunAsync("report", "--format", form)).Expect(0).Output;
            Assert.Matches("Taken back on [0-9-]+ [0-9:]+Z by ada: latency doubled", report);
            Assert.Contains("1 files have their earlier bytes again", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_ledger_that_was_torn_in_the_middle_of_a_line_is_gone_on_with()
    {
        (await RunAsync("apply", "rename")).Expect(1);
        var bytes = await File.ReadAllBytesAsync(LedgerPath);
        await File.WriteAllBytesAsync(LedgerPath, bytes[..^20]);

        Assert.Contains("rewrite resume", (await RunAsync("status")).Expect(1).Output, StringComparison.Ordinal);
        (await RunAsync("report")).Expect(0);
        (await RunAsync("resume")).Expect(1);
        (await RunAsync("rollback", "rename")).Expect(0);
        Assert.Equal("name: shop-app\n", _repository.Read("a.yaml"));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused_by_every_command_and_nothing_is_changed()
    {
        (await RunAsync("apply", "rename")).Expect(1);
        var lines = await File.ReadAllLinesAsync(LedgerPath);
        var open = lines[^1].Replace("\"outcome\":\"Waiting\"", "\"outcome\":\"Paused\"", StringComparison.Ordinal);
        var seal = JsonNode.Parse(open)!["self"]!.GetValue<string>();
        lines[^1] = open.Replace(seal, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(open.Replace($",\"self\":\"{seal}\"", string.Empty, StringComparison.Ordinal)))), StringComparison.Ordinal);
        await File.WriteAllLinesAsync(LedgerPath, lines);
        var tree = _repository.Tree();

        foreach (var command in new string[][] { ["status"], ["report"], ["resume"], ["plan", "rename"], ["apply", "rename"], ["rollback", "rename"] })
            Assert.Contains("RW3039", (await RunAsync(command)).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Equal(tree, _repository.Tree());
    }

    [Fact]
    public async Task Where_nothing_can_be_recorded_nothing_is_changed()
    {
        _repository.Write(".rewrite", "no folder\n");
        var tree = _repository.Tree();

        Assert.Contains("RW0007", (await RunAsync("apply", "rename")).Expect(2).Errors, StringComparison.Ordinal);
        (await RunAsync("status")).Expect(0);
        Assert.Equal(tree, _repository.Tree());
    }

    [Fact]
    public async Task A_repository_at_another_place_goes_on_and_is_taken_back()
    {
        (await RunAsync("apply", "rename")).Expect(1);
        using var moved = _repository.Clone();

        (await moved.RunAsync("approve", "rename", "--as", "ada")).Expect(0);
        (await moved.RunAsync("resume")).Expect(0);
        (await moved.RunAsync("rollback", "rename")).Expect(0);
        Assert.Equal(("name: shop-app\n", "name: store-app\n"), (moved.Read("a.yaml"), _repository.Read("a.yaml")));
    }

    [Fact]
    public async Task A_lock_that_a_dead_process_left_is_no_obstacle()
    {
        _repository.Write(".rewrite/lock", "4711\n");

        (await RunAsync("apply", "rename")).Expect(1);
    }

    [Fact]
    public async Task While_another_process_works_a_reader_reads_and_a_writer_is_refused()
    {
        (await RunAsync("apply", "rename")).Expect(1);
        await using (new FileStream(_repository.PathOf(".rewrite/lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            foreach (var command in new string[][] { ["resume"], ["rollback", "rename"], ["approve", "rename", "--as", "ada"] })
                Assert.Contains("RW3002", (await RunAsync(command)).Expect(2).Errors, StringComparison.Ordinal);
            (await RunAsync("status")).Expect(1);
            (await RunAsync("report")).Expect(0);
        }

        (await RunAsync("rollback", "rename")).Expect(0);
    }

    [Theory]
    [InlineData("H16")]
    [InlineData("H16=")]
    public async Task An_override_of_a_pull_request_needs_a_reason(string text) =>
        Assert.Contains("needs a reason: --override ID=REASON", (await RunAsync("pr", "rename", "--override", text)).Expect(2).Errors, StringComparison.Ordinal);

    private Task<CommandResult> RunAsync(params string[] arguments) => _repository.RunAsync(arguments);
}
