using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Syntax.CSharp.Pulumi;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.CSharp;

public sealed class PulumiTests
{
    private const string Head = "using Pulumi;\nusing Pulumi.Gcp.CloudRun;\nclass MyStack : Stack { MyStack() {\n";
    private const string Foot = "\n} }\n";

    private static readonly RepoPath Path = RepoPath.Parse("MyStack.cs");

    private static PulumiProgram Analyze(string text) => PulumiProgramAnalyzer.Analyze([SourceFile.FromText(Path, text)]);

    private static (string Text, ImmutableArray<SyntaxProblem> Refusals) Rename(string text, string old = "old", string replacement = "new")
    {
        var file = SourceFile.FromText(Path, text);
        var outcomes = PulumiAliasRewriter.Rename(PulumiProgramAnalyzer.Analyze([file]), old, replacement);
        return outcomes.TryGetValue(Path, out var outcome) ? (file.Apply(outcome.Changes), outcome.Refusals) : (text, []);
    }

    [Theory]
    [InlineData(
        """new Service("old");""",
        """new Service("new", options: new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs { Name = "old" });""",
        """new Service("new", new ServiceArgs { Name = "old" }, new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new() { Name = "x" });""",
        """new Service("new", new() { Name = "x" }, new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """Service s = new("old", new() { });""",
        """Service s = new("new", new() { }, new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        "new Service(\"old\", new ServiceArgs\n{\n    Name = \"x\",\n});",
        "new Service(\"new\", new ServiceArgs\n{\n    Name = \"x\",\n}, new CustomResourceOptions { Aliases = { new Alias { Name = \"old\" } } });")]
    [InlineData(
        "new Service(\n    \"old\",\n    new ServiceArgs { });",
        "new Service(\n    \"new\",\n    new ServiceArgs { },\n    new CustomResourceOptions { Aliases = { new Alias { Name = \"old\" } } });")]
    [InlineData(
        """new Service(args: new ServiceArgs(), name: "old");""",
        """new Service(args: new ServiceArgs(), name: "new", options: new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), null);""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Parent = this });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Parent = this, Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions {Parent = this, });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions {Parent = this, Aliases = { new Alias { Name = "old" } }, });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new() { Parent = this });""",
        """new Service("new", new ServiceArgs(), new() { Parent = this, Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions());""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions() { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        "new Service(\"old\", new ServiceArgs(), new CustomResourceOptions\n    {\n        Parent = this\n    });",
        "new Service(\"new\", new ServiceArgs(), new CustomResourceOptions\n    {\n        Parent = this,\n        Aliases = { new Alias { Name = \"old\" } }\n    });")]
    [InlineData(
        "new Service(\"old\", new ServiceArgs(), new CustomResourceOptions\n    {\n\t\tParent = this,\n    });",
        "new Service(\"new\", new ServiceArgs(), new CustomResourceOptions\n    {\n\t\tParent = this,\n\t\tAliases = { new Alias { Name = \"old\" } },\n    });")]
    [InlineData(
        "new Service(\"old\", new ServiceArgs(), new CustomResourceOptions\n    {\n        Parent = this // why\n    });",
        "new Service(\"new\", new ServiceArgs(), new CustomResourceOptions\n    {\n        Parent = this, // why\n        Aliases = { new Alias { Name = \"old\" } }\n    });")]
    [InlineData(
        "new Service(\"old\", new ServiceArgs(), new CustomResourceOptions\n    {\n        Parent = this, // why\n    });",
        "new Service(\"new\", new ServiceArgs(), new CustomResourceOptions\n    {\n        Parent = this, // why\n        Aliases = { new Alias { Name = \"old\" } },\n    });")]
    [InlineData(
        "new Service(\"old\", new ServiceArgs(), new CustomResourceOptions\n    {\n    });",
        "new Service(\"new\", new ServiceArgs(), new CustomResourceOptions\n    {\n        Aliases = { new Alias { Name = \"old\" } }\n    });")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = { new Alias { Name = "older" } } });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = { new Alias { Name = "older" }, new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = new List<Input<Alias>> { new Alias { Name = "older" } } });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = new List<Input<Alias>> { new Alias { Name = "older" }, new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = new List<Input<Alias>>() });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = new List<Input<Alias>>() { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = new[] { new Alias { Name = "older" } } });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = new[] { new Alias { Name = "older" }, new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = new Input<Alias>[] { new Alias { Name = "older" } } });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = new Input<Alias>[] { new Alias { Name = "older" }, new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = [new Alias { Name = "older" }] });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = [new Alias { Name = "older" }, new Alias { Name = "old" }] });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = [] });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = [new Alias { Name = "old" }] });""")]
    [InlineData(
        "new Service(\"old\", new ServiceArgs(), new CustomResourceOptions {\n    Aliases =\n    {\n        new Alias { Name = \"older\" },\n    },\n});",
        "new Service(\"new\", new ServiceArgs(), new CustomResourceOptions {\n    Aliases =\n    {\n        new Alias { Name = \"older\" },\n        new Alias { Name = \"old\" },\n    },\n});")]
    [InlineData(
        """new Service("old", new ServiceArgs(), CustomResourceOptions.Merge(options, new CustomResourceOptions { Parent = this }));""",
        """new Service("new", new ServiceArgs(), CustomResourceOptions.Merge(options, new CustomResourceOptions { Parent = this, Aliases = { new Alias { Name = "old" } } }));""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Service("old", new ServiceArgs(), new CustomResourceOptions { Aliases = { new() { Urn = "urn:pulumi:dev::p::t::old" } } });""",
        """new Service("new", new ServiceArgs(), new CustomResourceOptions { Aliases = { new() { Urn = "urn:pulumi:dev::p::t::old" } } });""")]
    [InlineData(
        """const string Name = "old"; new Service(Name, new()); new Job(Name + "-job", new()); new Job($"{Name}-x", new());""",
        """const string Name = "new"; new Service(Name, new(), new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } }); new Job(Name + "-job", new(), new CustomResourceOptions { Aliases = { new Alias { Name = "old-job" } } }); new Job($"{Name}-x", new(), new CustomResourceOptions { Aliases = { new Alias { Name = "old-x" } } });""")]
    [InlineData(
        """new Service(@"old", new());""",
        """new Service(@"new", new(), new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    [InlineData(
        """new Pulumi.Gcp.CloudRun.Service("old", new());""",
        """new Pulumi.Gcp.CloudRun.Service("new", new(), new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } });""")]
    public void A_renamed_resource_keeps_its_old_name_as_an_alias_in_its_options(string before, string after)
    {
        foreach (var (text, expected) in ReaderHarness.LineEndings(Head + before + Foot).Zip(ReaderHarness.LineEndings(Head + after + Foot)))
        {
            var (once, refusals) = Rename(text);
            Assert.Empty(refusals);
            Assert.Equal(expected, once);
            Assert.Empty(ReaderHarness.Read("MyStack.cs", once).Problems);

            var (twice, _) = Rename(once);
            Assert.Equal(once, twice);
        }
    }

    [Theory]
    [InlineData("""new Service("old", new(), options);""")]
    [InlineData("""new Service("old", new(), isProd ? a : b);""")]
    [InlineData("""new Service("old", new(), Options());""")]
    [InlineData("""new Service("old", new(), new CustomResourceOptions { Aliases = aliases });""")]
    [InlineData("""new Service("old", new(), new CustomResourceOptions { Aliases = Make() });""")]
    [InlineData("new Service(\"old\", new(), new CustomResourceOptions {\n#if X\nParent = this\n#endif\n});")]
    [InlineData("""new Service("o" + "ld", new());""")]
    public void Options_and_names_that_cannot_be_extended_are_refused(string statement)
    {
        var (text, refusals) = Rename(Head + statement + Foot);
        Assert.NotEmpty(refusals);
        Assert.Equal(Head + statement + Foot, text);
    }

    [Fact]
    public void A_component_of_the_program_takes_the_options_of_its_own_constructor()
    {
        const string Text = "using Pulumi;\nclass Web : ComponentResource { public Web(string name, ComponentResourceOptions? opts = null) : base(\"t\", name, opts) { } }\nclass S : Stack { S() { new Web(\"old\"); } }\n";
        Assert.Contains("new Web(\"new\", new ComponentResourceOptions { Aliases = { new Alias { Name = \"old\" } } })", Rename(Text).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_that_takes_no_options_is_refused()
    {
        const string Text = "using Pulumi;\nclass Web : ComponentResource { public Web(string name) : base(\"t\", name) { } }\nclass S : Stack { S() { new Web(\"old\"); } }\n";
        Assert.NotEmpty(Rename(Text).Refusals);
    }

    [Fact]
    public void Types_of_the_sdk_are_written_in_full_where_it_is_not_imported()
    {
        const string Text = "using Run = Pulumi.Gcp.CloudRun;\n_ = new Run.Service(\"old\", new());\n";
        Assert.Contains("new Pulumi.CustomResourceOptions { Aliases = { new Pulumi.Alias { Name = \"old\" } } }", Rename(Text).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_or_a_constant_of_another_file_counts()
    {
        var imports = SourceFile.FromText(RepoPath.Parse("Usings.cs"), "global using Pulumi;\nglobal using Pulumi.Gcp.CloudRun;\nstatic class Names { public const string Web = \"old\"; }\n");
        var program = SourceFile.FromText(RepoPath.Parse("Program.cs"), "_ = new Service(Names.Web, new());\n");
        var outcomes = PulumiAliasRewriter.Rename(PulumiProgramAnalyzer.Analyze([program, imports]), "old", "new");
        Assert.Contains("Web = \"new\"", imports.Apply(outcomes[imports.Path].Changes), StringComparison.Ordinal);
        Assert.Equal("_ = new Service(Names.Web, new(), new CustomResourceOptions { Aliases = { new Alias { Name = \"old\" } } });\n", program.Apply(outcomes[program.Path].Changes));
    }

    [Fact]
    public void A_changed_part_of_a_name_that_is_only_known_at_run_time_keeps_its_old_expression()
    {
        const string Text = "using Pulumi;\nusing Pulumi.Gcp.CloudRun;\nvar s = Deployment.Instance.StackName;\n_ = new Service($\"{s}-old\", new());\n";
        var file = SourceFile.FromText(Path, Text);
        var changes = new Dictionary<RepoPath, IReadOnlyCollection<TextChange>> { [Path] = [new TextChange(new TextSpan(Text.IndexOf("old", StringComparison.Ordinal), 3), "new")] };
        var added = PulumiAliasRewriter.AliasesFor(Analyze(Text), changes)[Path];
        Assert.Empty(added.Refusals);
        Assert.EndsWith("new Service($\"{s}-new\", new(), new CustomResourceOptions { Aliases = { new Alias { Name = $\"{s}-old\" } } });\n", file.Apply(changes[Path].Concat(added.Changes)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using Pulumi;\nusing Pulumi.Gcp;\nvar c = new Config(\"old\"); var a = new FileAsset(\"old\"); throw new Exception(\"old\");\n")]
    [InlineData("using System;\nvar s = new Service(\"old\", new());\n")]
    [InlineData("using Pulumi;\nusing Pulumi.Gcp;\nvar s = new Thing(\"old\"); class Thing { public Thing(string s) { } }\n")]
    [InlineData("using Pulumi;\nusing Pulumi.Gcp;\nvar s = new Service(1, \"old\");\n")]
    [InlineData("using Pulumi;\nusing Pulumi.Gcp;\nvar s = new Thing(\"old\", 1); var t = new Lazy<string>(\"old\");\n")]
    public void What_is_no_resource_is_left_alone(string text)
    {
        Assert.Empty(Analyze(text).Resources);
        Assert.Equal(text, Rename(text).Text);
    }

    [Fact]
    public void A_file_that_does_not_parse_has_no_resources() =>
        Assert.Empty(Analyze(Head + "new Service(\"old\";").Resources);
}
