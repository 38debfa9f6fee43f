using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Yaml;

public sealed class HelmTemplateTests
{
    private const string Chart = """
        {{- /* foo chart */ -}}
        {{- if .Values.foo.enabled }}
        kind: Deployment # of {{ .Chart.Name }}
        metadata:
          name: {{ include "foo.fullname" . }}-foo
          labels: {{- include "foo.labels" . | nindent 4 }}
        spec:
          containers:
          - name: "foo-{{ $x.y }}"
            args: [foo, {{ .Values.a | quote }}]
          - {{ range $i, $e := .Values.b }}
            image: 'foo:{{ printf "%s" $e }}'
            {{ end }}
          script: |
            # foo
            run: foo {{ .Release.Name }}
          {{ .Values.key }}: foo
        {{- end }}

        """;

    [Fact]
    public void A_template_is_read_token_by_token()
    {
        foreach (var text in ReaderHarness.LineEndings(Chart))
        {
            var document = ReaderHarness.Read("chart/templates/a.yaml", text);
            Assert.Empty(document.Problems);
            var described = ReaderHarness.Describe(document);
            foreach (var line in new[]
            {
                "Comment  'foo chart' (yaml)", "Keyword  'if' (yaml)", "Address  'Values' (yaml)", "Type kind 'Deployment' (yaml)", "Comment kind 'of' (yaml)",
                "Key metadata.name 'name' (yaml)", "Keyword metadata.name 'include' (yaml)", "Value metadata.name 'foo.fullname' (yaml)", "Value metadata.name '-foo' (yaml)",
                "Value spec.containers[0].name 'foo-' (yaml)", "Variable spec.containers[0].name 'x' (yaml)", "Value spec.containers[0].args 'foo' (yaml)",
                "Key spec.containers[1].image 'image' (yaml)", "Value spec.script '# foo' (yaml)", "Value spec.script 'run: foo' (yaml)",
            }) Assert.Contains(line, described);
        }
    }

    [Fact]
    public void A_name_is_renamed_in_a_template()
    {
        foreach (var text in ReaderHarness.LineEndings(Chart))
        {
            var (after, outcome) = ReaderHarness.Rename("chart/templates/a.yaml", text, "foo", "bar");
            Assert.True(outcome.IsProven, string.Join("; ", outcome.Refusals));
            Assert.Equal(text.Replace("foo", "bar", StringComparison.Ordinal), after);
        }
    }

    [Theory]
    [InlineData("a: foo-{{ .x }}\n", "b: c")]
    [InlineData("a: foo-{{ .x }}\n", "x #y")]
    [InlineData("a: \"foo-{{ .x }}\"\n", "b\"c")]
    [InlineData("a: {{ include \"foo\" . }}\n", "b\"c")]
    [InlineData("a: foo-{{ .x }}\n", "{{ y }}")]
    public void New_text_that_would_need_quotes_is_refused(string text, string replacement)
    {
        var (after, outcome) = ReaderHarness.Rename("templates/a.yaml", text, "foo", replacement);
        Assert.False(outcome.IsProven);
        Assert.Equal(text, after);
    }

    [Fact]
    public void Names_of_templates_are_tied_to_their_definitions()
    {
        const string Text = "{{- define \"chart.name\" -}}\n{{ include \"chart.name\" . }}{{ .Values.a.b }}\n{{- end }}\n";
        var document = ReaderHarness.Read("templates/_helpers.tpl", Text);
        Assert.Empty(document.Problems);
        Assert.Equal(["helm.template chart.name True", "helm.template chart.name False", "helm.value a False", "helm.value a.b False"],
            document.Leaves.Where(l => l.Symbol is not null).Select(l => $"{l.Symbol!.Kind} {l.Symbol.Name} {l.Symbol.IsDefinition}"));
        Assert.Equal("helm", document.MeaningfulLeaves[0].Languages.ToString());
    }

    [Fact]
    public void A_template_outside_of_a_chart_is_read_too() =>
        Assert.Contains("Value a 'foo-' (yaml)", ReaderHarness.Describe(ReaderHarness.Read("a.yaml", "{{ if x }}\na: foo-{{ .x }}\n{{ end }}\n")));

    [Fact]
    public void Yaml_that_holds_braces_in_quotes_stays_yaml() =>
        Assert.Contains("Value a 'foo {{ x }}' (yaml)", ReaderHarness.Describe(ReaderHarness.Read("a.yaml", "a: 'foo {{ x }}'\n")));

    [Theory]
    [InlineData("{{")]
    [InlineData("{{ /* x")]
    [InlineData("{{ \"x")]
    [InlineData("a: {{ `x")]
    [InlineData("{{}}")]
    [InlineData("a: [{{")]
    [InlineData("- - {{ x }}:\n")]
    [InlineData("---\n--- {{ x }}\n%x\n")]
    public void Broken_templates_are_covered(string text) => ReaderHarness.Read("templates/a.yaml", text);
}
