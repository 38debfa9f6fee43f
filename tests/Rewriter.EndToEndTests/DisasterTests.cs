using Rewriter.Deployment;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>What a careless migration would do to production is found before anything happens.</summary>
public sealed class DisasterTests
{
    [Fact]
    public async Task A_new_empty_state_prefix_is_H1_and_stops_the_phase()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        repository.Edit("rewrite.yaml", "        beside: orderflow\n", string.Empty);
        RemoveImports(repository);
        await AssertBlocked(repository, "phase2", "H1 ", "pult/prod");
    }

    [Fact]
    public async Task Missing_imports_are_the_409_that_they_would_be()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        RemoveImports(repository);
        await AssertBlocked(repository, "phase2", "H25", "409");
    }

    [Fact]
    public async Task A_workflow_that_deploys_to_a_service_that_does_not_exist_yet_is_H16()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        repository.Edit("rewrite.yaml", "      - id: names-back\n        kind: rewrite\n", "      - id: names-back\n        kind: rewrite\n        rules: [terraform-*, tools, documents]\n");
        await AssertBlocked(repository, "phase1", "H16", "pult-app");
    }

    [Fact]
    public async Task Secrets_without_a_version_are_H13()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        repository.Edit("rewrite.yaml", "        roles: [secret-*]\n        from: orderflow", "        roles: [secret-django, secret-database]\n        from: orderflow");
        await AssertBlocked(repository, "phase2", "H13", "pult-telegram-bot-token");
    }

    [Fact]
    public async Task A_name_over_the_limit_of_its_type_is_H23()
    {
        using var repository = ExampleRepository.Copy("orderflow");
        repository.Edit("rewrite.yaml", "pult: pult-app }", "pult: pult-application-of-everybody-who-orders-something-anywhere }");
        (await repository.RunAsync("plan", "phase2", "--no-diff")).Expect(2);
        await AssertBlocked(repository, "phase2", "H23", "49", planOnly: true);
    }

    [Fact]
    public async Task A_blocker_is_overridden_by_its_id_with_a_reason_that_is_recorded()
    {
        using var repository = ExampleRepository.Empty();
        repository.Write("rewrite.yaml", """
            migration: parallel
            why: A second stack stands beside the first.
            generations: [manual, auto]
            roles:
              state: { names: { manual: envs/default, auto: envs/staging } }
            stacks:
              all: { program: mindmirror, stateRole: state }
            phases:
              - id: beside
                why: The new stack is made.
                steps:
                  - { id: apply, kind: apply, assert: { create: 9 } }
            """);
        EmbeddedSeed.From(new global::Stacks.MindMirror().Describe("manual"), "envs/default").SaveTo(new FileEngineStore(repository.PathOf(".rewrite/engine")));

        var refused = (await repository.RunAsync("apply", "beside")).Expect(2);
        Assert.Contains("H1 ", refused.Output, StringComparison.Ordinal);
        (await repository.RunAsync("apply", "beside", "--override", "H1")).Expect(2);
        (await repository.RunAsync("apply", "beside", "--override", "H1=the second stack is meant")).Expect(0);

        Assert.Contains("H1 envs/staging: the second stack is meant", repository.Read(".rewrite/ledger.jsonl"), StringComparison.Ordinal);
    }

    private static void RemoveImports(ExampleRepository repository)
    {
        var text = repository.Read("rewrite.yaml");
        var start = text.IndexOf("        import:\n", StringComparison.Ordinal);
        var end = text.IndexOf("        # Seven imports", StringComparison.Ordinal);
        Assert.True(start > 0 && end > start);
        repository.Write("rewrite.yaml", text[..start] + text[end..].Replace("assert: { import: 10, create: 5, update: 0, replace: 0, delete: 0 }", "assert: { delete: 0 }", StringComparison.Ordinal));
    }

    private static async Task AssertBlocked(ExampleRepository repository, string phase, string id, string evidence, bool planOnly = false)
    {
        var tree = repository.Tree();
        var plan = (await repository.RunAsync("plan", phase, "--no-diff")).Expect(2);
        Assert.Contains(id, plan.Output, StringComparison.Ordinal);
        Assert.Contains(evidence, plan.Output, StringComparison.Ordinal);
        if (planOnly) return;
        var refused = (await repository.RunAsync("apply", phase)).Expect(2);
        Assert.Contains("Nothing was changed", refused.Output, StringComparison.Ordinal);
        Assert.Equal(tree, repository.Tree());
    }
}
