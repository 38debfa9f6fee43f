using System.Text;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Scanning;

namespace Rewriter.Tests.Migrations;

public sealed class ParameterizeStepTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    public async Task A_hard_coded_name_becomes_the_variable_and_nothing_else_changes(string lineEnd, bool mark)
    {
        var before = "# alpha-app\nlocals {\n  web = {\n    name  = \"alpha-app\" # here\n    image = \"alpha-app:1\"\n  }\n}\n".Replace("\n", lineEnd, StringComparison.Ordinal);
        Write("main.tf", before, mark);

        var report = await _harness.ApplyAsync(Phase(expect: 1));

        Assert.Equal(PhaseStatus.Done, report.Status);
        Assert.Equal(Bytes(before.Replace("name  = \"alpha-app\"", "name  = var.service_name", StringComparison.Ordinal), mark), Read("main.tf"));
    }

    [Fact]
    public async Task It_comes_back_byte_for_byte_and_a_second_run_finds_it_done()
    {
        var before = "locals {\n  web = { name = \"alpha-app\" }\n}";
        Write("main.tf", before);
        var phase = Phase(expect: 1);

        await _harness.ApplyAsync(phase);
        var again = await _harness.PlanAsync(_harness.NamedPhase("two", Step(expect: 1)));
        await _harness.RollBackAsync(phase);

        Assert.Equal(StepOutcome.Adopted, again.Steps[0].Result!.Outcome);
        Assert.Equal(Bytes(before), Read("main.tf"));
    }

    [Theory]
    [InlineData("\"alpha-app-${var.environment}\"")]
    [InlineData("\"the-alpha-app\"")]
    [InlineData("\"${var.prefix}alpha-app\"")]
    public async Task A_text_that_says_more_than_the_name_is_left_and_counted_as_missing(string value)
    {
        var before = $"locals {{\n  web = {{ name = {value} }}\n}}\n";
        Write("main.tf", before);

        var report = await _harness.ApplyAsync(Phase(expect: 1));

        Assert.Equal(PhaseStatus.Refused, report.Status);
        Assert.Contains(report.Diagnostics, d => d.Id == "RW2010");
        Assert.Equal(Bytes(before), Read("main.tf"));
    }

    [Fact]
    public async Task An_expression_that_does_not_read_as_one_is_refused()
    {
        Write("main.tf", "locals {\n  web = { name = \"alpha-app\" }\n}\n");

        var report = await _harness.ApplyAsync(_harness.Phase(Step(expect: null) with { Expression = "local.names[\"web\"" }));

        Assert.Equal(PhaseStatus.Refused, report.Status);
        Assert.Contains(report.Diagnostics, d => d.Id == "RW0010");
    }

    private Phase Phase(int? expect) => _harness.Phase(Step(expect));

    private static ParameterizeStep Step(int? expect) =>
        new(new StepHeader("names", "parameterize", "names") { Digest = "1" }, [new PathGlob("*.tf")], [PathPattern.Parse("locals.web.name", out _)!], "var.service_name", expect);

    private void Write(string name, string text, bool mark = false) => File.WriteAllBytes(Path.Combine(_harness.Folder, name), Bytes(text, mark));

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_harness.Folder, name));

    private static byte[] Bytes(string text, bool mark = false) => [.. mark ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(text)];
}
