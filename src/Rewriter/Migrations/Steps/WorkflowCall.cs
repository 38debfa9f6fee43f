using System.Collections.Immutable;
using Rewriter.Definitions;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>A workflow to start.</summary>
/// <param name="File">Its file name: <c>promote-prod.yaml</c>.</param>
/// <param name="Reference">The branch or tag on which it runs.</param>
/// <param name="Inputs">Its inputs; values may have settings in them.</param>
public sealed record WorkflowCall(string File, string Reference, ImmutableSortedDictionary<string, string> Inputs)
{
    /// <summary>The call for people.</summary>
    public string Words => $"{File} on {Reference}{(Inputs.IsEmpty ? string.Empty : $" with {string.Join(", ", Inputs.Select(i => $"{i.Key}={i.Value}"))}")}";

    /// <summary>Puts settings in; the failed step where one is missing, otherwise null.</summary>
    internal StepResult? Expand(StepContext context, out WorkflowCall call)
    {
        call = this;
        if (GitGuard.Expand(context, Reference, "the branch on which the workflow runs", out var reference) is { } noReference) return noReference;
        var inputs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, template) in Inputs)
        {
            if (GitGuard.Expand(context, template, $"the workflow's input '{name}'", out var value) is { } noInput) return noInput;
            inputs[name] = value;
        }

        call = new WorkflowCall(File, reference, inputs.ToImmutable());
        return null;
    }

    internal static WorkflowCall Read(DefinitionReader reader, MigrationScope scope)
    {
        var inputs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (reader.Section("inputs", "inputs of a workflow") is { } section)
        {
            foreach (var (key, value) in section.All())
            {
                if (value is DefinitionScalar) inputs[key.Value] = scope.ReadTemplate(section, key.Value) ?? string.Empty;
                else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, value.Span, $"input '{key.Value}'", "a text", value.Kind));
            }
        }

        return new WorkflowCall(reader.RequiredText("workflow"), scope.ReadTemplate(reader, "ref") ?? reader.RequiredText("ref"), inputs.ToImmutable());
    }
}
