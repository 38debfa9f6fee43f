using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Tests.Scanning;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Migrations;

public sealed class LedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string LedgerPath => Path.Combine(_folder.Path, "records", "ledger.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_are_numbered_chained_and_read_again()
    {
        Fill();
        var entries = Load().Entries;

        Assert.Equal([1, 2, 3, 4], entries.Select(e => e.Sequence));
        Assert.Equal(string.Empty, entries[0].Previous);
        Assert.Equal(4, entries.Select(e => e.Previous).Distinct().Count());
        Assert.Equal("grün <&> 'x' + \U0001F600", entries[2].Undo!.Value.GetProperty("ä").GetString());
        Assert.Equal(["a \"quoted\" line", "zwei"], entries[2].Evidence.AsEnumerable());
    }

    [Fact]
    public void A_last_line_torn_anywhere_is_passed_over_and_appending_goes_on()
    {
        Fill();
        var whole = File.ReadAllBytes(LedgerPath);
        var last = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        for (var length = last; length < whole.Length; length++)
        {
            File.WriteAllBytes(LedgerPath, whole[..length]);
            var torn = Load();
            Assert.Equal(length == whole.Length - 1 ? 4 : 3, torn.Entries.Length);
            torn.Append(LedgerEvent.PhaseUndone, "m", "p", null, "went on");
            var again = Load();
            Assert.Equal("went on", again.Entries[^1].Summary);
            Assert.Equal(torn.Entries.Length, again.Entries.Length);
        }
    }

    [Fact]
    public void Writes_torn_one_after_the_other_are_passed_over()
    {
        Fill();
        var whole = File.ReadAllBytes(LedgerPath);
        var last = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        byte[] good = whole[..last];
        byte[] half = whole[last..(last + 40)];
        byte[] line = [(byte)'\n'];
        foreach (var tail in new byte[][] { [.. half, .. line], [.. half, .. line, .. half], [.. half, .. line, .. half, .. line], [.. half, .. line, .. half, .. line, .. half] })
        {
            File.WriteAllBytes(LedgerPath, [.. good, .. tail]);
            var torn = Load();
            Assert.Equal(3, torn.Entries.Length);
            torn.Append(LedgerEvent.PhaseUndone, "m", "p", null, "went on");
            Assert.Equal([1, 2, 3, 4], Load().Entries.Select(e => e.Sequence));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_edited_line_is_refused(int line)
    {
        Fill();
        var lines = File.ReadAllLines(LedgerPath);
        foreach (var (old, now) in new[] { ("one", "two"), ("\"sequence\":", "\"sequence\":1"), ("\"m\"", "\"n\""), ("2026-", "2025-"), ("{", "["), ("\"previous\":\"", "\"previous\":\"0") })
        {
            var at = lines[line].IndexOf(old, StringComparison.Ordinal);
            Assert.True(at >= 0, old);
            var edited = lines.ToArray();
            edited[line] = lines[line][..at] + now + lines[line][(at + old.Length)..];
            File.WriteAllText(LedgerPath, string.Join('\n', edited) + "\n");
            Assert.Equal("RW3001", Assert.Throws<WorkspaceException>(Load).Diagnostic.Id);
        }
    }

    [Theory]
    [InlineData("\"event\":\"StepPaused\",", "\"event\":\"", "the event 'StepPaused'")]
    [InlineData("\"weather\":\"fine\",\"event\":", "\"event\":", "the key 'weather'")]
    public void A_line_of_a_newer_version_is_refused_as_such(string now, string old, string named)
    {
        Fill();
        var lines = File.ReadAllLines(LedgerPath);
        var at = lines[1].IndexOf(old, StringComparison.Ordinal);
        var end = old.EndsWith(':') ? at + old.Length : lines[1].IndexOf(',', at) + 1;
        lines[1] = Sealed(lines[1][..at] + now + lines[1][end..]);
        File.WriteAllText(LedgerPath, string.Join('\n', lines) + "\n");

        var refused = Assert.Throws<WorkspaceException>(Load).Diagnostic;

        Assert.Equal("RW3039", refused.Id);
        Assert.Contains($"line 2 of the ledger '{LedgerPath}' was written by a newer version of rewrite: this one does not know {named}", refused.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // A line as another version would have sealed it.
    private static string Sealed(string line)
    {
        var seal = JsonDocument.Parse(line).RootElement.GetProperty("self").GetString()!;
        var digest = Rewriter.Text.SourceFile.DigestOf(Encoding.UTF8.GetBytes(line.Replace($",\"self\":\"{seal}\"", string.Empty, StringComparison.Ordinal)));
        return line.Replace(seal, digest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_line_taken_out_before_the_last_is_refused(int line)
    {
        Fill();
        var lines = File.ReadAllLines(LedgerPath).ToList();
        lines.RemoveAt(line);
        File.WriteAllText(LedgerPath, string.Join('\n', lines) + "\n");
        Assert.Equal("RW3001", Assert.Throws<WorkspaceException>(Load).Diagnostic.Id);
    }

    [Fact]
    public void A_phase_is_begun_done_and_taken_back()
    {
        var ledger = Load();
        Assert.Equal(PhaseProgress.NotBegun, ledger.ProgressOf("m", "p"));
        ledger.Append(LedgerEvent.PhaseBegun, "m", "p", null, "");
        Assert.Equal(PhaseProgress.Begun, ledger.ProgressOf("m", "p"));
        Assert.Equal(PhaseProgress.NotBegun, ledger.ProgressOf("m", "q"));
        Assert.Equal(PhaseProgress.NotBegun, ledger.ProgressOf("n", "p"));
        ledger.Append(LedgerEvent.StepBegun, "m", "p", "s", "");
        Assert.False(ledger.IsDone("m", "p", "s"));
        ledger.Append(LedgerEvent.StepEnded, "m", "p", "s", "", StepOutcome.Adopted);
        Assert.True(ledger.IsDone("m", "p", "s"));
        ledger.Append(LedgerEvent.PhaseDone, "m", "p", null, "");
        Assert.Equal(PhaseProgress.Done, Load().ProgressOf("m", "p"));
        ledger.Append(LedgerEvent.StepUndone, "m", "p", "s", "");
        Assert.Null(ledger.LastOf("m", "p", "s"));
        ledger.Append(LedgerEvent.PhaseUndone, "m", "p", null, "");
        Assert.Equal(PhaseProgress.NotBegun, Load().ProgressOf("m", "p"));
        Assert.Empty(ledger.CurrentRun("m", "p"));
        ledger.Append(LedgerEvent.PhaseBegun, "m", "p", null, "");
        Assert.Equal(PhaseProgress.Begun, Load().ProgressOf("m", "p"));
        Assert.False(ledger.IsDone("m", "p", "s"));
    }

    [Fact]
    public void The_runs_of_a_step_are_told_newest_first_and_end_where_it_was_taken_back()
    {
        var ledger = Load();
        ledger.Append(LedgerEvent.StepBegun, "m", "p", "s", "killed", operation: "1");
        ledger.Append(LedgerEvent.StepBegun, "m", "p", "s", "begun", operation: "2");
        ledger.Append(LedgerEvent.StepEnded, "m", "p", "s", "failed", StepOutcome.Failed, operation: "2");
        ledger.Append(LedgerEvent.StepBegun, "m", "p", "other", "begun", operation: "3");
        ledger.Append(LedgerEvent.StepEnded, "m", "p", "s", "skipped", StepOutcome.Skipped);
        Assert.Equal(["skipped", "failed", "killed"], ledger.RunsOf("m", "p", "s").Select(r => r.Summary));
        ledger.Append(LedgerEvent.StepUndone, "m", "p", "s", "");
        Assert.Empty(ledger.RunsOf("m", "p", "s"));
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Ledger Load() => Ledger.Load(new PhysicalFileSystem(), LedgerPath, new ImmediateTime());

    private void Fill()
    {
        var ledger = Load();
        ledger.Append(LedgerEvent.PhaseBegun, "m", "p", null, "one");
        ledger.Append(LedgerEvent.StepBegun, "m", "p", "s", "one", operation: "1");
        var undo = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["ä"] = "grün <&> 'x' + \U0001F600" }, Plain);
        ledger.Append(LedgerEvent.StepEnded, "m", "p", "s", "one", StepOutcome.Succeeded, ["a \"quoted\" line", "zwei"], "1", "digest", undo);
        ledger.Append(LedgerEvent.PhaseDone, "m", "p", null, "one");
        Assert.Equal(File.ReadAllBytes(LedgerPath), Encoding.UTF8.GetBytes(File.ReadAllText(LedgerPath)));
    }
}
