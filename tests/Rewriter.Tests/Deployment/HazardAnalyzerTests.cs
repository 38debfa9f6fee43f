using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using static Rewriter.Tests.Deployment.HazardSample;

namespace Rewriter.Tests.Deployment;

public class HazardAnalyzerTests
{
    [Fact]
    public void The_hazards_are_H1_to_H25_each_once() =>
        Assert.Equal(Enumerable.Range(1, 25).Select(n => $"H{n}"), HazardAnalyzer.Rules.Select(r => r.Id));

    [Fact]
    public void Each_hazard_has_its_page_with_its_title()
    {
        foreach (var rule in HazardAnalyzer.Rules)
        {
            var page = Path.Combine(Repository.Root, rule.DocsLink);
            Assert.True(File.Exists(page), rule.DocsLink + " is missing");
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", File.ReadAllText(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Blockers_come_first_then_the_order_of_the_ids()
    {
        var context = Context() with
        {
            Mentions = [new FileMention("x", 1, MentionKind.PlainSecret, "x")],
            Pushes = [new StatePush("b", 2, 1), new StatePush("a", 2, 1)],
            Identities = [new ProgramIdentity("project", "a", "b", "Pulumi.yaml")],
        };

        Assert.Equal(["H20 a", "H22 a", "H22 b", "H24 x"], HazardAnalyzer.Analyze(context).Select(f => $"{f.Id} {f.Subject}"));
    }

    [Fact]
    public void An_allowed_hazard_is_marked_and_stops_nothing()
    {
        var context = Context() with { Identities = [new ProgramIdentity("project", "a", "b", "Pulumi.yaml")] };

        Assert.True(Assert.Single(HazardAnalyzer.Analyze(context)).Stops);
        var allowed = Assert.Single(HazardAnalyzer.Analyze(context with { Allowed = [new AllowedHazard("H20", "renamed in the backend")] }));
        Assert.Equal((false, "renamed in the backend"), (allowed.Stops, allowed.AllowedBecause));
        Assert.True(Assert.Single(HazardAnalyzer.Analyze(context with { Allowed = [new AllowedHazard("H20", "x", "other")] })).Stops);
    }

    [Fact]
    public async Task The_second_phase_of_the_document_has_no_blocker_but_names_the_shared_objects()
    {
        var store = Sample.Production();
        var cloud = store.LoadCloud();
        await Sample.CopySecrets(new EmbeddedEngine(store));
        var preview = await new EmbeddedEngine(store).PreviewAsync(Sample.Beside(), default);
        var context = OfResources(Context()) with
        {
            Previews = [new PhasePreview(2, preview, Sample.OldKey)], States = [store.LoadState(Sample.OldKey)!], Cloud = cloud,
            SecretsFilled = [.. Sample.SecretNames.Select(s => "pult-" + s)],
            DeployTargets = [new DeployTargetMention("deploy.yml", 1, DeployKind.Service, "pult-app", 4), new DeployTargetMention("deploy.yml", 2, DeployKind.Job, "pult-migrate", 4)],
        };

        var findings = HazardAnalyzer.Analyze(context);

        Assert.Equal(["H3", "H3", "H3", "H3"], findings.Select(f => f.Id));
    }

    [Fact]
    public async Task The_first_phase_of_the_document_has_no_hazard_and_without_it_both_disasters_show()
    {
        var store = Sample.Production();
        var engine = new EmbeddedEngine(store);
        var right = await engine.PreviewAsync(new DeploymentTarget { Desired = Sample.OrderFlow("orderflow"), StateKey = Sample.OldKey }, default);
        var wrong = await engine.PreviewAsync(new DeploymentTarget { Desired = Sample.OrderFlow("pult"), StateKey = Sample.NewKey }, default);
        var context = OfResources(Context(right)) with { States = [store.LoadState(Sample.OldKey)!], Cloud = store.LoadCloud(), DeployTargets = [new("deploy.yml", 9, DeployKind.Service, "orderflow-app", 1)] };

        Assert.Empty(HazardAnalyzer.Analyze(context));
        var found = HazardAnalyzer.Analyze(context with { Previews = [new PhasePreview(0, wrong)], DeployTargets = [new("deploy.yml", 9, DeployKind.Service, "orderflow-application", 1)] });
        Assert.Equal(["H1", "H13", "H16", "H25"], found.Where(f => f.Stops).Select(f => f.Id).Distinct());
    }

    // The product's name is a common word in the migration: it counts only where a rule selects it, so phases do not hand it on.
    private static HazardContext OfResources(HazardContext context) => context with { Names = [.. context.Names.Where(n => n.Type is not null)] };
}
