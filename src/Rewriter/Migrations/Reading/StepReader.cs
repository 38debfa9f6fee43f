using System.Collections.Immutable;
using System.Text;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;
using Rewriter.Text;

namespace Rewriter.Migrations.Reading;

/// <summary>Reads the common keys of a step and hands the rest to its kind.</summary>
internal static class StepReader
{
    public static Step? Read(DefinitionReader reader, MigrationScope scope)
    {
        var before = scope.Earlier.Select(s => s.Header.Id).ToList();
        var id = reader.RequiredText("id");
        var kind = reader.RequiredText("kind");
        var header = new StepHeader(id, kind, reader.Text("title") ?? id)
        {
            Needs = ReadNeeds(reader, before),
            If = scope.ReadSetting(reader, "if"),
            Timeout = reader.Duration("timeout"),
            OnFailure = reader.Choice("onFailure", FailurePolicy.Stop, ("stop", FailurePolicy.Stop), ("rollback", FailurePolicy.Rollback), ("continue", FailurePolicy.Continue)),
            IsContract = reader.Flag("contract"),
            Claim = reader.Text("claim"),
            Rollback = reader.Choice("rollback", RollbackPolicy.Undo, ("undo", RollbackPolicy.Undo), ("keep", RollbackPolicy.Keep)),
            Redact = reader.Texts("redact"),
            Allow = [.. reader.Items("allow", _ => $"an accepted hazard of step '{id}'").Select(ReadAllow)],
            Digest = DigestOf(reader),
            Place = reader.Node("id")?.Span ?? default,
        };
        reader.Text("why");
        if (reader.Section("retry", $"retry of step '{id}'") is { } retry)
        {
            header = header with { Attempts = Math.Max(1, retry.Number("max") ?? 3), Backoff = retry.Duration("backoff") ?? header.Backoff };
            retry.Finish();
        }

        var step = StepCatalog.Read(header, reader, scope);
        if (step is null && kind.Length > 0) reader.Report(Descriptors.UnknownName, "kind", "kind of step", kind, MigrationScope.Near(kind, StepCatalog.Names));
        if (step is not null) reader.Finish();
        return step;
    }

    private static ImmutableArray<string> ReadNeeds(DefinitionReader reader, IReadOnlyCollection<string> before)
    {
        foreach (var need in reader.Scalars("needs"))
        {
            if (!before.Contains(need.Value)) reader.Diagnostics.Add(Descriptors.UnknownName.At(reader.File, need.Span, "earlier step", need.Value, MigrationScope.Near(need.Value, before)));
        }

        return reader.Texts("needs");
    }

    private static (string Id, string Because) ReadAllow(DefinitionReader reader)
    {
        var allow = (reader.RequiredText("id"), reader.RequiredText("because"));
        reader.Finish();
        return allow;
    }

    private static string DigestOf(DefinitionReader reader) =>
        SourceFile.DigestOf(Encoding.UTF8.GetBytes(reader.File.Text.Substring(reader.Map.Span.Start, reader.Map.Span.Length).Trim()));
}
