using System.Text.RegularExpressions;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>Stacks that a team describes itself, through the built command; the program that describes them is the built command, too.</summary>
public sealed class OwnStackTests
{
    private static readonly string[] Generations = ["orderflow", "pult"];

    [Fact]
    public async Task A_stack_described_by_files_is_planned_applied_and_taken_back_like_one_of_a_program()
    {
        using var repository = await DescribedByFilesAsync();
        var start = repository.Tree();
        using var program = ExampleRepository.Copy("orderflow");

        foreach (var phase in new[] { "phase1", "phase2" })
        {
            var own = (await repository.RunAsync("preview", phase, "--format", "markdown")).Output;
            Assert.Contains("## Before and after", own, StringComparison.Ordinal);
            Assert.Equal(WithoutDigest((await program.RunAsync("preview", phase, "--format", "markdown")).Output), WithoutDigest(own));
        }

        (await repository.RunAsync("apply", "phase1", "--allow-dirty")).Expect(0);
        (await repository.RunAsync("verify")).Expect(0);
        (await repository.RunAsync("rollback", "phase1")).Expect(0);
        Assert.Equal(start, repository.Tree());
    }

    [Fact]
    public async Task The_files_that_describe_a_stack_are_excluded_by_name_and_keep_the_names_of_their_generation()
    {
        using var repository = await DescribedByFilesAsync();

        var scan = (await repository.RunAsync("scan", "--json")).Expect(0).Output;

        Assert.Contains("\"infra/stack-pult.json\"", scan, StringComparison.Ordinal);
        Assert.Contains("it describes a stack in a generation", scan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_describe_prints_of_a_stack_by_files_is_what_the_files_say()
    {
        using var repository = await DescribedByFilesAsync();

        foreach (var generation in Generations)
            Assert.Equal(repository.Read($"infra/stack-{generation}.json"), (await repository.RunAsync("describe", "prod", "-g", generation)).Expect(0).Output);
        Assert.Contains("'pult'", (await repository.RunAsync("describe", "prod", "-g", "pulk")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("known are: prod, ", (await repository.RunAsync("describe", "prud", "-g", "pult")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_described_by_a_command_needs_consent_for_everything_that_looks_at_it()
    {
        using var repository = DescribedBy("orderflow");

        foreach (var arguments in new[] { new[] { "plan", "phase1" }, ["preview", "phase1"], ["apply", "phase1"], ["describe", "prod", "-g", "pult"] })
        {
            var refused = (await repository.RunAsync(arguments)).Expect(2);
            Assert.Contains("error RW4036: stack 'prod' is described by a command, which was not allowed: ", refused.Output + refused.Errors, StringComparison.Ordinal);
            Assert.Contains("--allow-commands", refused.Output + refused.Errors, StringComparison.Ordinal);
        }

        (await repository.RunAsync("scan")).Expect(0);
        (await repository.RunAsync("apply", "phase1", "--allow-commands", "--allow-dirty")).Expect(0);
        (await repository.RunAsync("verify", "--allow-commands")).Expect(0);
        using var program = ExampleRepository.Copy("orderflow");
        Assert.Equal((await program.RunAsync("describe", "orderflow", "-g", "pult")).Expect(0).Output, (await repository.RunAsync("describe", "prod", "-g", "pult", "--allow-commands")).Expect(0).Output);
    }

    [Fact]
    public async Task A_command_that_fails_is_named_with_its_exit_code_and_the_end_of_what_it_complained()
    {
        using var repository = DescribedBy("no-such-stack");

        var refused = (await repository.RunAsync("plan", "phase1", "--allow-commands")).Expect(2);

        Assert.Contains("error RW4037: the command that describes stack 'prod' in generation 'orderflow' exited with 2: ", refused.Output + refused.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no stack 'no-such-stack'", refused.Output + refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_prints_something_else_is_refused()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        repository.Edit("rewrite.yaml", "program: orderflow ", "command: [git, --version, '{generation}'] ");

        var refused = (await repository.RunAsync("plan", "phase1", "--allow-commands")).Expect(2);

        Assert.Contains("RW4037", refused.Output + refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_with_a_mistake_is_shown_at_its_place()
    {
        using var repository = await DescribedByFilesAsync();
        repository.Edit("infra/stack-orderflow.json", "\"generation\": \"orderflow\"", "\"generatoin\": \"orderflow\"");

        var refused = (await repository.RunAsync("plan", "phase1")).Expect(2);

        Assert.Contains("infra/stack-orderflow.json(3,3): error RW4035: this is no description of stack 'prod': $.generatoin: unknown key", refused.Output + refused.Errors, StringComparison.Ordinal);
        Assert.Contains("  Correct it to the form that `rewrite describe` prints.", refused.Output + refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generation_that_nobody_described_stops_the_phase_that_needs_it()
    {
        using var repository = await DescribedByFilesAsync();
        File.Delete(repository.PathOf("infra/stack-orderflow.json"));

        var refused = (await repository.RunAsync("apply", "phase1")).Expect(2);

        Assert.Contains("infra/stack-orderflow.json: error RW4034", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("was refused. Nothing was changed.", refused.Output + refused.Errors, StringComparison.Ordinal);
    }

    private static async Task<ExampleRepository> DescribedByFilesAsync()
    {
        var repository = ExampleRepository.Copy("orderflow");
        foreach (var generation in Generations)
            repository.Write($"infra/stack-{generation}.json", (await repository.RunAsync("describe", "orderflow", "--generation", generation)).Expect(0).Output);
        repository.Edit("rewrite.yaml", "program: orderflow ", "describe: infra/stack-{generation}.json ");
        return repository;
    }

    private static ExampleRepository DescribedBy(string stack)
    {
        var repository = ExampleRepository.Copy("orderflow");
        var words = RewriteCommand.Words.AddRange("describe", stack, "--generation", "{generation}");
        repository.Edit("rewrite.yaml", "program: orderflow ", $"command: [{string.Join(", ", words.Select(w => $"'{w}'"))}] ");
        return repository;
    }

    // A plan is bound to the migration file, which differs.
    private static string WithoutDigest(string text) => Regex.Replace(text, "--digest [0-9a-f]+", "--digest");
}
