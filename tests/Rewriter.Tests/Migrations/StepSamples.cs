using Microsoft.CodeAnalysis;
using Rewriter.Migrations.Reading;
using Rewriter.Migrations.Steps;
using Rewriter.Text;

namespace Rewriter.Tests.Migrations;

/// <summary>One step of every kind, as small as it can be said. A kind without a sample fails the tests that ask for all kinds.</summary>
internal static class StepSamples
{
    private const string Head = """
        migration: m
        why: a test
        generations: [old, new]
        roles:
          service: { type: run-service, names: { old: alpha-app, new: beta-app } }
          password: { type: secret, names: { old: alpha-password, new: beta-password } }
        rules:
          - { id: names, why: the new name, roles: [service] }
        stacks:
          main: { program: stub, state: s }
        settings:
          site: { why: the address }
        phases:
          - id: one
            why: a test
            generation: new
            steps:
              - 
        """;

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["apply"] = "stack: main",
        ["approve"] = "approvers: [alice]",
        ["check-tags"] = "from: v1.0.0, tags: [stable]",
        ["command"] = "argv: [tool, do], undo: [tool, undo]",
        ["compare-data"] = "left: { argv: [tool, left] }, right: { argv: [tool, right] }",
        ["copy-release"] = "from: { file: dev.yaml }, to: { file: prod.yaml }",
        ["copy-secret"] = "roles: [password], from: old, to: new",
        ["deploy"] = "workflow: .github/workflows/deploy.yaml, service: env.SERVICE, image: app:1",
        ["dispatch-workflow"] = "workflow: deploy.yaml, ref: main",
        ["ensure-files"] = "files: [{ file: values.yaml, content: 'image: {}' }]",
        ["forget"] = "addresses: [run-service.app]",
        ["git-ready"] = "branch: main",
        ["http-check"] = "url: 'http://localhost'",
        ["import"] = "addresses: [run-service.app]",
        ["mark-good"] = "tag: good, from: stable",
        ["metric-gate"] = "argv: [tool, number], atLeast: 1",
        ["parameterize"] = "files: ['*.tf'], paths: [locals.name], expression: var.name",
        ["preview"] = "stack: main",
        ["promote-tag"] = "from: dev, moving: [stable]",
        ["pull-request"] = "base: main",
        ["retire"] = "roles: [service], generation: old",
        ["rewrite"] = "rules: [names]",
        ["run-job"] = "job: service",
        ["shift-traffic"] = "entryPoint: www, service: service, from: old, to: new",
        ["wait"] = "for: 14d",
        ["wait-rollout"] = "driver: kubectl, app: web, revision: v1.0.0",
    };

    /// <summary>A migration of one phase with the sample of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="more">Further keys of the step, as a flow mapping has them: <c>timeout: 5s</c>.</param>
    public static string Migration(string kind, string? more = null) =>
        $"{Head.TrimEnd()} {{ id: run, kind: {kind}, {Keys[kind]}{(more is null ? string.Empty : $", {more}")} }}\n";

    /// <summary>The sample of a kind, as the reader makes it.</summary>
    public static Step Read(string kind, string? more = null)
    {
        var diagnostics = new List<Diagnostic>();
        var migration = MigrationReader.Read(SourceFile.FromText(RepoPath.Parse("rewrite.yaml"), Migration(kind, more)), diagnostics);
        Assert.Empty(diagnostics.Select(d => d.ToString()));
        return Assert.Single(Assert.Single(migration!.Phases).Steps);
    }
}
