using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Yaml;

public sealed class WorkflowTests
{
    private const string File = ".github/workflows/deploy.yml";

    private const string Workflow = """
        on:
          workflow_dispatch:
            inputs:
              tag: {required: true}
        env:
          TF_STATE_PREFIX: orderflow-app
        jobs:
          build:
            outputs:
              tag: ${{ steps.meta.outputs.tag }}
            steps:
              - id: meta
                run: Write-Host 'orderflow-app'
                shell: pwsh
          deploy:
            needs: [build]
            if: github.ref == 'refs/heads/main' && needs.build.outputs.tag
            env:
              SERVICE_NAME: orderflow-app-${{ inputs.tag }} # ${{ not.read }}
            steps:
              - uses: actions/checkout@v4
              - name: "say \"${{ env.SERVICE_NAME }}\""
                run: |
                  deploy "${{ env.SERVICE_NAME }}"
                  cat <<EOF
                  name: ${{ secrets['KEY'] }}
                  EOF

        """;

    [Fact]
    public void A_workflow_is_read_down_to_its_expressions()
    {
        foreach (var text in ReaderHarness.LineEndings(Workflow))
        {
            var document = ReaderHarness.Read(File, text);
            Assert.Empty(document.Problems);
            var described = ReaderHarness.Describe(document);
            foreach (var line in new[]
            {
                "Key on.workflow_dispatch.inputs.tag 'tag' (yaml)",
                "Value env.TF_STATE_PREFIX 'orderflow-app' (yaml)",
                "Address jobs.build.outputs.tag 'meta' (yaml ▸ github-expression)",
                "Code jobs.build.steps[0].run 'Write-Host 'orderflow-app'' (yaml)",
                "Value jobs.deploy.needs[0] 'build' (yaml)",
                "Value jobs.deploy.if 'refs/heads/main' (yaml ▸ github-expression)",
                "Value jobs.deploy.env.SERVICE_NAME 'orderflow-app-' (yaml)",
                "Address jobs.deploy.env.SERVICE_NAME 'inputs' (yaml ▸ github-expression)",
                "Comment jobs.deploy.env.SERVICE_NAME '${{ not.read }}' (yaml)",
                "Value jobs.deploy.steps[0].uses 'actions/checkout@v4' (yaml)",
                "Value jobs.deploy.steps[1].name 'say \"' (yaml)",
                "Value jobs.deploy.steps[1].name '\"' (yaml)",
            }) Assert.Contains(line, described);

            var inRun = document.Leaves.Where(l => l.Path.ToString().StartsWith("jobs.deploy.steps[1].run", StringComparison.Ordinal) && l.Label == Label.Address);
            Assert.Equal(["env", "SERVICE_NAME", "secrets", "KEY"], inRun.Select(l => l.Decode(text)));
        }
    }

    [Theory]
    [InlineData("github.job build def", "build")]
    [InlineData("github.job build use", "build")]
    [InlineData("github.env SERVICE_NAME def", "SERVICE_NAME")]
    [InlineData("github.env SERVICE_NAME use", "SERVICE_NAME")]
    [InlineData("github.step meta def", "meta")]
    [InlineData("github.step meta use", "meta")]
    [InlineData("github.output build.tag def", "tag")]
    [InlineData("github.output build.tag use", "tag")]
    [InlineData("github.input tag def", "tag")]
    [InlineData("github.input tag use", "tag")]
    [InlineData("github.secret KEY use", "KEY")]
    public void Names_are_tied_to_their_definitions(string symbol, string text)
    {
        var found = ReaderHarness.Read(File, Workflow).Leaves
            .Where(l => l.Symbol is { } s && $"{s.Kind} {s.Name} {(s.IsDefinition ? "def" : "use")}" == symbol);
        Assert.NotEmpty(found);
        Assert.All(found, l => Assert.Equal(text, l.Decode(Workflow)));
    }

    [Theory]
    [InlineData("orderflow-app", "pult-app")]
    [InlineData("SERVICE_NAME", "PULT_NAME")]
    [InlineData("build", "compile")]
    [InlineData("KEY", "TOKEN")]
    public void A_name_is_renamed_wherever_it_stands(string old, string replacement)
    {
        foreach (var text in ReaderHarness.LineEndings(Workflow))
        {
            var (after, outcome) = ReaderHarness.Rename(File, text, old, replacement);
            Assert.True(outcome.IsProven, string.Join("; ", outcome.Refusals));
            Assert.Equal(text.Replace(old, replacement, StringComparison.Ordinal), after);
        }
    }

    [Fact]
    public void A_heredoc_that_ends_in_the_first_column_of_its_script_is_kept_whole()
    {
        const string Text = "jobs:\n  a:\n    steps:\n    - run: |\n        cat <<'EOF'\n        foo\n        EOF\n    - run: echo foo\n";
        var (after, outcome) = ReaderHarness.Rename(File, Text, "foo", "bar");
        Assert.True(outcome.IsProven, string.Join("; ", outcome.Refusals));
        Assert.Equal(Text.Replace("foo", "bar", StringComparison.Ordinal), after);
    }

    [Theory]
    [InlineData("defaults: {run: {shell: pwsh}}\njobs: {a: {steps: [{run: x foo}]}}", true)]
    [InlineData("jobs: {a: {runs-on: windows-latest, steps: [{run: x foo}]}}", true)]
    [InlineData("jobs: {a: {runs-on: windows-latest, defaults: {run: {shell: bash}}, steps: [{run: x foo}]}}", false)]
    [InlineData("jobs: {a: {steps: [{run: x foo, shell: python}]}}", true)]
    [InlineData("jobs: {a: {steps: [{run: x foo, shell: 'bash -e {0}'}]}}", false)]
    [InlineData("jobs: {a: {steps: [{run: x foo}]}}", false)]
    public void A_script_is_read_in_the_language_of_its_shell(string text, bool isCode)
    {
        var leaf = ReaderHarness.Read(File, text).LeafAt(text.IndexOf("foo", StringComparison.Ordinal))!.Value;
        var expectsCode = isCode || LanguageCatalog.Find("shell") is null;
        Assert.Equal(expectsCode ? "yaml" : "yaml ▸ shell", leaf.Languages.ToString());
        Assert.Equal(expectsCode, leaf.Label == Label.Code);
    }

    [Fact]
    public void A_continued_line_of_a_script_holds_no_code_and_an_escape_is_no_trivia()
    {
        const string Text = "jobs:\n  a:\n    steps:\n    - run: |\n        x \\\n          foo\n    - run: \"x\\n\\\n        foo\\ty\\x20z\"\n";
        var leaves = ReaderHarness.Read(File, Text).Leaves;
        var continued = leaves.Where(l => l.Path.ToString().StartsWith("jobs.a.steps[0].run", StringComparison.Ordinal) && l.Label == Label.Code);
        Assert.Equal(LanguageCatalog.Find("shell") is null, continued.Any());
    }

    [Fact]
    public void An_action_is_read_like_a_workflow()
    {
        const string Text = "name: x\nruns:\n  using: composite\n  steps:\n  - run: echo ${{ inputs.foo }}\n    shell: bash\n    if: inputs.foo\n";
        var leaves = ReaderHarness.Read("deploy/action.yml", Text).Leaves.Where(l => l.Symbol?.Kind == "github.input");
        Assert.Equal(["runs.steps[0].run", "runs.steps[0].if"], leaves.Select(l => l.Path.ToString()));
    }

    [Theory]
    [InlineData("a: ${{ broken broken }} foo")]
    [InlineData("a: ${{ open foo")]
    [InlineData("a: ${{ open ${{ b }} foo")]
    [InlineData("a: ${{ '}}' }} foo")]
    [InlineData("a: ${{ a }}${{ b }} foo")]
    public void Expressions_that_are_odd_are_still_covered(string text)
    {
        var document = ReaderHarness.Read(File, text);
        Assert.Empty(document.Problems);
        Assert.Contains("foo", document.LeafAt(text.IndexOf("foo", StringComparison.Ordinal))!.Value.Decode(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Elsewhere_dollar_braces_are_text()
    {
        const string Text = "a: x ${{ env.foo }}\n";
        Assert.Equal(["Key a 'a' (yaml)", "Value a 'x ${{ env.foo }}' (yaml)"], ReaderHarness.Describe(ReaderHarness.Read("values.yaml", Text)));
    }

    [Fact]
    public void Scripts_of_a_GitLab_pipeline_are_scripts()
    {
        const string Text = "before_script:\n- echo foo\njob:\n  script:\n  - echo foo\n  - |\n    echo foo\n  variables: {foo: foo}\n";
        var document = ReaderHarness.Read(".gitlab-ci.yml", Text);
        Assert.Empty(document.Problems);
        var scripts = document.Leaves.Where(l => l.HasMeaning && l.Decode(Text).Contains("foo", StringComparison.Ordinal) && l.Label is not (Label.Key or Label.Value)).Select(l => l.Path.ToString());
        Assert.Collection(scripts,
            path => Assert.StartsWith("before_script[0]", path, StringComparison.Ordinal),
            path => Assert.StartsWith("job.script[0]", path, StringComparison.Ordinal),
            path => Assert.StartsWith("job.script[1]", path, StringComparison.Ordinal));
    }

    [Fact]
    public void References_of_a_Pulumi_program_are_addresses()
    {
        const string Text = "name: p\nruntime: yaml\nresources:\n  foo:\n    type: gcp:storage:Bucket\n  b:\n    properties:\n      x: a-${foo.name}-$${foo}\n";
        Assert.Equal(
            ["Key name 'name'", "Value name 'p'", "Key runtime 'runtime'", "Value runtime 'yaml'", "Key resources 'resources'", "Key resources.foo 'foo'", "Key resources.foo.type 'type'",
             "Type resources.foo.type 'gcp:storage:Bucket'", "Key resources.b 'b'", "Key resources.b.properties 'properties'", "Key resources.b.properties.x 'x'",
             "Value resources.b.properties.x 'a-'", "Address resources.b.properties.x 'foo'", "Address resources.b.properties.x 'name'", "Value resources.b.properties.x '-$${foo}'"],
            ReaderHarness.Describe(ReaderHarness.Read("Pulumi.yaml", Text)).Select(l => l.Replace(" (yaml)", "", StringComparison.Ordinal)));
    }
}
