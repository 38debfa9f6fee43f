using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Reading;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Puts an expression in the place of names that are hard-coded in Terraform: <c>name = "web"</c> becomes
/// <c>name = var.service_name</c>, so that the name comes from where it changes by generation.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Files">The files.</param>
/// <param name="Paths">The places in their structure.</param>
/// <param name="Expression">The expression that stands there afterwards: <c>var.service_name</c>.</param>
/// <param name="Expect">In how many places it stands afterwards; null where that is open.</param>
public sealed record ParameterizeStep(StepHeader Header, ImmutableArray<PathGlob> Files, ImmutableArray<PathPattern> Paths, string Expression, int? Expect) : Step(Header)
{
    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult(Run(context));

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) => JournalledFiles.UndoAsync(context, undo);

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("parameterize", (header, reader, scope) =>
    {
        if (!reader.Has("files")) reader.RequiredText("files");
        if (!reader.Has("paths")) reader.RequiredText("paths");
        return new ParameterizeStep(header, RuleReader.ReadFiles(reader), RuleReader.ReadPaths(reader), ReadExpression(reader), reader.Number("expect"));
    });

    private StepResult Run(StepContext context)
    {
        var changes = new List<FileChange>();
        var (replaced, standing) = (0, 0);
        foreach (var path in context.Workspace.Scan([.. context.Migration.Rules.Vocabulary.Names, Expression]).Files.Where(p => Files.Any(f => f.Matches(p))))
        {
            if (context.Workspace.Read(path) is not { } bytes || SourceFile.Read(path, bytes, out _) is not { } file) continue;
            var document = LanguageCatalog.Read(file);
            var edits = Literals(context, file, document).ToImmutableArray();
            standing += Standing(file, document);
            if (edits.IsEmpty) continue;
            if (Problem(file, document, edits) is { } problem) return StepResult.Failed(problem);
            replaced += edits.Length;
            changes.Add(new FileChange(path, file.Digest, file.WithChanges(edits)));
        }

        if (Expect is { } expected && replaced + standing != expected) return StepResult.Failed(Descriptors.UnexpectedCount.Anywhere(Header.Id, expected, replaced + standing));
        if (replaced == 0) return new StepResult(standing > 0 ? StepOutcome.Adopted : StepOutcome.Succeeded, $"{standing} places already say {Expression}");
        if (JournalledFiles.Commit(context, changes) is { } refused) return StepResult.Failed(refused);
        return StepResult.Succeeded($"{replaced} hard-coded names in {changes.Count} {(changes.Count == 1 ? "file" : "files")} are {Expression} now") with
        {
            Evidence = [.. JournalledFiles.Evidence(changes)],
            Undo = JournalledFiles.UndoOf(context),
        };
    }

    // Only a literal that is a role's name as a whole: a template with something beside it says more than the name.
    private IEnumerable<TextChange> Literals(StepContext context, SourceFile file, SyntaxDocument document) =>
        from leaf in document.Leaves
        where leaf.Label == Label.Value && Paths.Any(p => p.Matches(leaf.Path))
        let text = leaf.Decode(file.Text)
        where context.Migration.Rules.Roles.Any(r => r.Names.ContainsValue(text)) && IsQuoted(file.Text, leaf.Span)
        select new TextChange(TextSpan.FromBounds(leaf.Span.Start - 1, leaf.Span.End + 1), Expression);

    private int Standing(SourceFile file, SyntaxDocument document)
    {
        var places = document.Leaves.Where(l => l.HasMeaning && l.Label != Label.Key && Paths.Any(p => p.Matches(l.Path))).GroupBy(l => l.Path.ToString());
        return places.Count(p => file.Text[p.First().Span.Start..p.Last().Span.End] == Expression);
    }

    private static bool IsQuoted(string text, TextSpan span) => span.Start > 0 && span.End < text.Length && text[span.Start - 1] == '"' && text[span.End] == '"';

    // The file is read again: the places hold the expression, and everything else says what it said.
    private Diagnostic? Problem(SourceFile file, SyntaxDocument document, ImmutableArray<TextChange> edits)
    {
        if (document.Problems is [var unread, ..]) return Descriptors.EditRefused.At(file, unread.Span, unread.Message);
        var edited = SourceFile.FromText(file.Path, file.Apply(edits));
        var after = LanguageCatalog.Read(edited);
        return after.IsUnderstood && Elsewhere(file, document).SequenceEqual(Elsewhere(edited, after)) && Standing(edited, after) == Standing(file, document) + edits.Length
            ? null
            : Descriptors.EditRefused.At(file, edits[0].Span, $"'{Expression}' does not read as one expression there");
    }

    private IEnumerable<(string Path, Label Label, string Text)> Elsewhere(SourceFile file, SyntaxDocument document) =>
        document.Leaves.Where(l => l.HasMeaning && !Paths.Any(p => p.Matches(l.Path))).Select(l => (l.Path.ToString(), l.Label, l.Decode(file.Text)));

    private static string ReadExpression(Definitions.DefinitionReader reader)
    {
        var expression = reader.RequiredText("expression");
        if (expression.Length > 0 && expression.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '[' or ']' or '"')))
            reader.Report(Descriptors.BadPattern, "expression", expression, "expression", "it is a reference such as var.service_name or local.names[\"web\"]");
        return expression;
    }
}
