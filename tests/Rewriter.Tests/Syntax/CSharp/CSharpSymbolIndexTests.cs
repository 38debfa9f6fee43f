using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax.CSharp.Symbols;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.CSharp;

public sealed class CSharpSymbolIndexTests
{
    /// <summary>Names under test stand between ⟦ and ⟧; the marks are taken out.</summary>
    private static (CSharpSymbolIndex Index, List<SourceSpan> Marked) Build(params (string Path, string Text)[] files)
    {
        var marked = new List<SourceSpan>();
        var sources = new List<SourceFile>();
        foreach (var (path, text) in files)
        {
            var plain = text;
            for (var at = plain.IndexOf('⟦'); at >= 0; at = plain.IndexOf('⟦'))
            {
                var end = plain.IndexOf('⟧') - 1;
                plain = plain.Remove(end + 1, 1).Remove(at, 1);
                marked.Add(new SourceSpan(RepoPath.Parse(path), TextSpan.FromBounds(at, end)));
            }

            sources.Add(SourceFile.FromText(RepoPath.Parse(path), plain));
        }

        return (CSharpSymbolIndex.Build(sources), marked);
    }

    private static (CSharpSymbolIndex Index, List<SourceSpan> Marked) Build(string text) => Build(("a.cs", text));

    /// <summary>All marked names change together, and nothing else with them, whichever is asked for.</summary>
    private static void AssertTogether(params (string Path, string Text)[] files)
    {
        var (index, marked) = Build(files);
        foreach (var place in marked)
        {
            Assert.Equal(SymbolVerdictKind.Own, index.VerdictOf(place.File, place.Span).Kind);
            Assert.Equal(marked, index.RelatedSpans(place.File, place.Span));
        }
    }

    [Fact]
    public void A_type_is_related_to_its_parts_constructors_destructor_and_uses() =>
        AssertTogether(
            ("a.cs", "namespace N { public partial class ⟦Order⟧ { public ⟦Order⟧() { } ~⟦Order⟧() { } } }"),
            ("b.cs", "namespace N { partial class ⟦Order⟧ { } class B { ⟦Order⟧ x = new ⟦Order⟧(); string s = nameof(⟦Order⟧) + \"Order\"; /* Order */ } }"));

    [Fact]
    public void A_member_is_related_to_its_overrides_implementations_and_documentation() =>
        AssertTogether(
            ("a.cs", "interface I { void ⟦Go⟧(); } abstract class A : I { public abstract void ⟦Go⟧(); } class B : A { public override void ⟦Go⟧() => base.ToString(); }"),
            ("b.cs", "/// <summary><see cref=\"I.⟦Go⟧\"/></summary>\nclass E : I { void I.⟦Go⟧() { } void Other(B b, I i) { b.⟦Go⟧(); i.⟦Go⟧(); _ = nameof(b.⟦Go⟧); } class Unrelated { void Go() { } } }"));

    [Fact]
    public void A_method_that_a_base_brings_to_an_interface_is_related_to_it() =>
        AssertTogether(("a.cs", "interface I { void ⟦Go⟧(); } class Base { public void ⟦Go⟧() { } } class D : Base, I { }"));

    [Fact]
    public void A_parameter_is_related_to_named_arguments_and_its_documentation() =>
        AssertTogether(("a.cs", "class A { /// <param name=\"⟦count⟧\">x</param>\nvoid M(int ⟦count⟧) { _ = ⟦count⟧; } void N(int count) => M(⟦count⟧: count); }"));

    [Fact]
    public void A_positional_member_of_a_record_is_parameter_and_property_in_one() =>
        AssertTogether(("a.cs", "record R(string ⟦Name⟧); class A { string M(R r) => r.⟦Name⟧ + new R(⟦Name⟧: \"\") + (r with { ⟦Name⟧ = \"x\" }); }"));

    [Fact]
    public void A_member_of_an_anonymous_type_follows_what_it_is_named_for() =>
        AssertTogether(("a.cs", "class A { string ⟦Name⟧; object M() { var x = new { this.⟦Name⟧ }; return x.⟦Name⟧; } }"));

    [Fact]
    public void An_attribute_is_related_to_its_uses_without_the_suffix() =>
        AssertTogether(("a.cs", "class ⟦MarkAttribute⟧ : System.Attribute { } [⟦Mark⟧] class B { } [⟦MarkAttribute⟧] class C { }"));

    [Fact]
    public void A_verbatim_identifier_is_named_without_its_sign() =>
        AssertTogether(("a.cs", "class A { int @⟦order⟧; int M() => ⟦order⟧ + this.@⟦order⟧; }"));

    [Fact]
    public void An_extension_method_is_related_to_both_ways_of_calling_it() =>
        AssertTogether(("a.cs", "static class X { public static int ⟦Twice⟧(this int i) => i; static int Y(int i) => i.⟦Twice⟧() + X.⟦Twice⟧(i); }"));

    [Fact]
    public void A_namespace_of_the_repository_is_its_own() =>
        AssertTogether(("a.cs", "namespace Shop.⟦Orders⟧ { class A { } }"), ("b.cs", "using Shop.⟦Orders⟧; namespace Shop.⟦Orders⟧.Inner { class B { Shop.⟦Orders⟧.A a; } }"));

    [Theory]
    [InlineData("class A { public override string ⟦ToString⟧() => \"\"; }")]
    [InlineData("class A { string s = string.⟦Empty⟧; }")]
    [InlineData("class A : System.IDisposable { public void ⟦Dispose⟧() { } void M() => ⟦Dispose⟧(); }")]
    [InlineData("class B { public void ⟦Dispose⟧() { } } class A : B, System.IDisposable { }")]
    [InlineData("using ⟦System⟧; class A { ⟦Uri⟧ u; }")]
    [InlineData("class A { int P { set { _ = ⟦value⟧; } } }")]
    [InlineData("class A : Unknown { public override void ⟦Go⟧() { } void M() => ⟦Go⟧(); }")]
    public void What_a_framework_declares_or_calls_is_foreign_and_related_to_nothing(string text)
    {
        var (index, marked) = Build(text);
        Assert.NotEmpty(marked);
        foreach (var place in marked)
        {
            Assert.Equal(SymbolVerdictKind.Foreign, index.VerdictOf(place.File, place.Span).Kind);
            Assert.Empty(index.RelatedSpans(place.File, place.Span));
        }
    }

    [Fact]
    public void A_name_of_an_assembly_that_is_missing_is_unresolved()
    {
        var (index, marked) = Build("using Missing.Api; class A { ⟦Widget⟧ w; void M() { w.⟦Spin⟧(); w.⟦Turn⟧(); } void Turn() { } }");
        Assert.Equal(
            [SymbolVerdictKind.UnresolvedUnknown, SymbolVerdictKind.UnresolvedUnknown, SymbolVerdictKind.UnresolvedOwnName],
            marked.Select(m => index.VerdictOf(m.File, m.Span).Kind));
    }

    [Fact]
    public void A_member_of_a_type_with_an_unknown_base_is_own_with_doubt()
    {
        var (index, marked) = Build("class A : IUnknown { public void ⟦Go⟧() { } private void ⟦Inner⟧() { } }");
        Assert.Equal([false, true], marked.Select(m => index.VerdictOf(m.File, m.Span).IsCertain));
        Assert.All(marked, m => Assert.Equal(SymbolVerdictKind.Own, index.VerdictOf(m.File, m.Span).Kind));
    }

    [Fact]
    public void Projects_see_what_they_reference_and_nothing_else()
    {
        const string Library = "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>";
        const string App = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><ItemGroup><ProjectReference Include=\"..\\lib\\Lib.csproj\" /></ItemGroup></Project>";
        AssertTogether(
            ("app/App.csproj", App),
            ("app/a.cs", "class Program { ⟦Order⟧ o; List<⟦Order⟧> all; }"),
            ("lib/Lib.csproj", Library),
            ("lib/b.cs", "public class ⟦Order⟧ { }"),
            ("other/Other.csproj", Library),
            ("other/c.cs", "class Order { } class Program { Order o; }"));
    }

    [Fact]
    public void A_project_file_that_is_no_xml_still_groups_its_folder() =>
        AssertTogether(("app/App.csproj", "<Project"), ("app/a.cs", "class ⟦Order⟧ { }"), ("b.cs", "class Order { }"));

    [Fact]
    public void An_own_variable_tells_the_foreign_types_it_is_of()
    {
        var (index, marked) = Build("using System.Collections.Generic; class Order { } class A { List<System.Uri> ⟦uris⟧; Missing ⟦missing⟧; Order ⟦order⟧; string ⟦text⟧; }");
        Assert.Equal(["List Uri", "Missing", "", ""], marked.Select(m => string.Join(' ', index.VerdictOf(m.File, m.Span).ForeignTypes)));
    }

    [Fact]
    public void A_display_name_tells_namespace_type_and_member()
    {
        var (index, marked) = Build("namespace Shop { class Stack { const string ⟦ServiceName⟧ = \"a\"; } }");
        Assert.Equal("Shop.Stack.ServiceName", index.VerdictOf(marked[0].File, marked[0].Span).DisplayName);
    }

    [Theory]
    [InlineData("class A { int ⟦Old⟧; int New; }", "New", true)]
    [InlineData("class A { void ⟦Old⟧() { } void New(int i) { } }", "New", false)]
    [InlineData("class A { void ⟦Old⟧() { } void New() { } }", "New", true)]
    [InlineData("class ⟦Old⟧ { } class New { }", "New", true)]
    [InlineData("class ⟦Old⟧ { } namespace N { class New { } class B { Old x; } }", "New", true)]
    [InlineData("class New { int ⟦Old⟧; }", "New", true)]
    [InlineData("class A { int M(int ⟦old⟧, int other) => old; }", "other", true)]
    [InlineData("class A { int ⟦_old⟧; int M(int other) => _old; }", "other", true)]
    [InlineData("class A { int ⟦_old⟧; int M(int other) => this._old; }", "other", false)]
    [InlineData("class A { int ⟦Old⟧; }", "a-b", true)]
    [InlineData("class A { int ⟦Old⟧; }", "New", false)]
    public void A_new_name_that_is_taken_is_a_conflict(string text, string newName, bool conflicts)
    {
        var (index, marked) = Build(text);
        Assert.Equal(conflicts, index.Conflict(marked[0].File, marked[0].Span, newName) is not null);
    }

    [Fact]
    public void What_is_no_identifier_has_no_verdict()
    {
        var (index, marked) = Build("class A { string s = \"⟦order⟧\"; }");
        Assert.Equal(SymbolVerdictKind.UnresolvedUnknown, index.VerdictOf(marked[0].File, marked[0].Span).Kind);
        Assert.Empty(index.RelatedSpans(RepoPath.Parse("none.cs"), new TextSpan(0, 1)));
    }

    [Fact]
    public void A_file_that_does_not_parse_or_is_nested_too_deeply_harms_no_other()
    {
        var (index, marked) = Build(("a.cs", "class ⟦Order⟧ { "), ("b.cs", new string('(', 5000)), ("c.cs", "class B { ⟦Order⟧ o; }"));
        Assert.Equal(marked, index.RelatedSpans(marked[0].File, marked[0].Span));
    }
}
