using System.Text.Json;
using Pulumi.Automation;
using Pulumi.Automation.Events;

namespace Rewriter.Pulumi.Official;

/// <summary>
/// Turns events of the Automation API into the form in which the command logs them, so that one reader reads both. It says
/// nothing of its own.
/// </summary>
internal static class EventTranslation
{
    /// <summary>The event; null for one that says nothing of a resource.</summary>
    public static PulumiEvent? Translate(EngineEvent seen)
    {
        if (seen.ResourcePreEvent is { } begun) return new PulumiEvent(PulumiEventKind.Started, Step(begun.Metadata), null);
        if (seen.ResourceOutputsEvent is { } done) return new PulumiEvent(PulumiEventKind.Done, Step(done.Metadata), null);
        if (seen.ResourceOperationFailedEvent is { } failed) return new PulumiEvent(PulumiEventKind.Failed, Step(failed.Metadata), null);
        return seen.DiagnosticEvent is { } message && message.Ephemeral is not true
            ? new PulumiEvent(PulumiEventKind.Message, null, PulumiEvent.ReadDiagnostic(JsonSerializer.SerializeToElement(new { severity = message.Severity, urn = message.Urn, message = message.Message })))
            : null;
    }

    private static PulumiStep Step(StepEventMetadata metadata) => PulumiStep.ReadEvent(JsonSerializer.SerializeToElement(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["op"] = JsonNamingPolicy.KebabCaseLower.ConvertName(metadata.Op.ToString()),
        ["urn"] = metadata.Urn,
        ["type"] = metadata.Type,
        ["old"] = State(metadata.Old),
        ["new"] = State(metadata.New),
        ["keys"] = metadata.Keys is { IsDefault: false } keys ? keys.ToArray() : null,
    }));

    private static Dictionary<string, object?>? State(StepEventStateMetadata? state) => state is null ? null : new(StringComparer.Ordinal)
    {
        ["urn"] = state.Urn,
        ["type"] = state.Type,
        ["id"] = state.Id,
        ["delete"] = state.Delete is true,
        ["protect"] = state.Protect is true,
        ["inputs"] = state.Inputs,
        ["outputs"] = state.Outputs,
    };
}
