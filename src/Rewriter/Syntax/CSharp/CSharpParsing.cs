using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>How this product asks Roslyn to parse, in one place, so that reader and symbol index see the same code.</summary>
internal static class CSharpParsing
{
    /// <summary>More messages about one file help nobody.</summary>
    private const int MaxProblems = 20;

    /// <summary>
    /// The newest language version; documentation comments as trees, so that <c>cref</c> is a symbol; the directives of
    /// programs that are one file (<c>#:package</c>).
    /// </summary>
    private static readonly CSharpParseOptions Regular = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse)
        .WithFeatures([new KeyValuePair<string, string>("FileBasedProgram", "true")]);

    private static readonly CSharpParseOptions Script = Regular.WithKind(SourceCodeKind.Script);

    // The reader of leaves reads documentation by itself; as comments it costs Roslyn a sixth less.
    private static readonly CSharpParseOptions RegularForLeaves = Regular.WithDocumentationMode(DocumentationMode.None);
    private static readonly CSharpParseOptions ScriptForLeaves = Script.WithDocumentationMode(DocumentationMode.None);

    public static CSharpParseOptions OptionsFor(RepoPath path) =>
        IsScript(path) ? Script : Regular;

    /// <summary>Parses a file; null, and the problem, where it is nested deeper than can be followed.</summary>
    public static SyntaxTree? Parse(string text, RepoPath path, out SyntaxProblem? problem) => Guarded(text, () => Parse(text, path, OptionsFor(path)), out problem);

    /// <summary>The same without trees for documentation, which stays comments.</summary>
    public static SyntaxTree? ParseForLeaves(string text, RepoPath path, out SyntaxProblem? problem) =>
        Guarded(text, () => Parse(text, path, IsScript(path) ? ScriptForLeaves : RegularForLeaves), out problem);

    /// <summary>
    /// Parses a snippet that stands in a document of another language. It need not be a whole file, so where it is
    /// none, a script is tried: there members and statements stand side by side. Documentation stays comments.
    /// </summary>
    public static SyntaxTree? ParseSnippetForLeaves(string text, RepoPath path, out SyntaxProblem? problem) => Guarded(text, () => ParseSnippet(text, path), out problem);

    private static SyntaxTree ParseSnippet(string text, RepoPath path)
    {
        var whole = Parse(text, path, RegularForLeaves);
        if (ProblemsOf(whole).Count == 0) return whole;
        var script = Parse(text, path, ScriptForLeaves);
        return ProblemsOf(script).Count == 0 ? script : whole;
    }

    /// <summary>Errors of syntax. Warnings are none, and neither is <c>#error</c>, which is a message to the builder.</summary>
    public static List<SyntaxProblem> ProblemsOf(SyntaxTree tree)
    {
        var problems = new List<SyntaxProblem>();
        if (!tree.GetRoot().ContainsDiagnostics) return problems;

        // Without trees for documentation Roslyn 5.12 can give a diagnostic a negative place, and throws where it is asked for it.
        if (tree.Options.DocumentationMode == DocumentationMode.None) tree = CSharpSyntaxTree.ParseText(tree.GetText(), Regular.WithKind(tree.Options.Kind), tree.FilePath);
        foreach (var diagnostic in tree.GetDiagnostics())
        {
            if (diagnostic.Severity != DiagnosticSeverity.Error || diagnostic.Id == ErrorDirective) continue;
            var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).TrimEnd('.');
            problems.Add(new SyntaxProblem(diagnostic.Location.SourceSpan, $"{message} ({diagnostic.Id})"));
            if (problems.Count == MaxProblems) break;
        }

        return problems;
    }

    private static SyntaxTree? Guarded(string text, Func<SyntaxTree> parse, out SyntaxProblem? problem)
    {
        problem = null;
        if (CSharpNesting.TooDeepAt(text) is { } at)
        {
            problem = new SyntaxProblem(new TextSpan(at, 1), $"the code is nested more than {ReadRequest.MaxNesting} levels deep");
            return null;
        }

        try
        {
            return parse();
        }
        catch (InsufficientExecutionStackException)
        {
            // Roslyn's own guard, where the stack was nearly used up before it began.
            problem = new SyntaxProblem(new TextSpan(0, 0), "the code is nested too deeply");
            return null;
        }
    }

    private static bool IsScript(RepoPath path) => path.Extension.Equals(".csx", StringComparison.OrdinalIgnoreCase);

    private const string ErrorDirective = "CS1029";

    private static SyntaxTree Parse(string text, RepoPath path, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), options, path.Value);
}
