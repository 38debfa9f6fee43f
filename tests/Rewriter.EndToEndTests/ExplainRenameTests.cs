using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary><c>rewrite explain FILE:LINE</c> for a rename, before and after it.</summary>
public sealed class ExplainRenameTests
{
    private const string Service = """
        name: order-flow-api
        image: gcr.io/acme/order-flow-api:latest
        homepage: https://github.com/somebody/order-flow-api
        owner: nobody

        """;

    [Fact]
    public async Task Each_name_of_a_line_is_told_with_what_a_rename_makes_of_it_and_why()
    {
        using var repository = ExampleRepository.Empty();
        repository.Write("deploy/service.yaml", Service);

        var applied = (await repository.RunAsync("explain", "deploy/service.yaml:1", "--pair", "order-flow=pult")).Expect(0).Output;
        Assert.Contains("a spelling of order-flow, which becomes pult", applied, StringComparison.Ordinal);
        Assert.Contains("applied   becomes pult (name)", applied, StringComparison.Ordinal);

        var left = (await repository.RunAsync("explain", "deploy/service.yaml:3", "--pair", "order-flow=pult")).Expect(0).Output;
        Assert.Contains("left      stays (foreign-url)", left, StringComparison.Ordinal);
        Assert.Contains("no old name stands on this line", (await repository.RunAsync("explain", "deploy/service.yaml:4", "--pair", "order-flow=pult")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("has 5 lines", (await repository.RunAsync("explain", "deploy/service.yaml:9", "--pair", "order-flow=pult")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_rename_is_explained_from_the_ledger_where_files_moved_and_lines_were_added()
    {
        using var repository = ExampleRepository.Empty();
        repository.Write("order-flow/service.yaml", Service);
        (await repository.RunAsync("rename", "order-flow", "pult", "--keep", "somebody/order-flow-api=it is theirs", "--yes")).Expect(0);

        var was = (await repository.RunAsync("explain", "pult/service.yaml:1")).Expect(0).Output;
        Assert.Contains("0001-rename: order-flow -> pult", was, StringComparison.Ordinal);
        Assert.Contains("applied   became pult (name)", was, StringComparison.Ordinal);
        Assert.Contains("it is theirs", (await repository.RunAsync("explain", "pult/service.yaml:3")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("\"rename\": \"0001-rename\"", (await repository.RunAsync("explain", "pult/service.yaml:1", "--json")).Expect(0).Output, StringComparison.Ordinal);

        (await repository.RunAsync("rollback")).Expect(0);
        Assert.NotEqual(0, (await repository.RunAsync("explain", "order-flow/service.yaml:1")).ExitCode);
    }
}
