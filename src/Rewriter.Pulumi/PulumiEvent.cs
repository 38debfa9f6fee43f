using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>What Pulumi tells while it works.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Step">The step that it happened in; null for a message.</param>
/// <param name="Diagnostic">The message; null for a step.</param>
internal sealed record PulumiEvent(PulumiEventKind Kind, PulumiStep? Step, PulumiDiagnostic? Diagnostic)
{
    /// <summary>Reads a line of the event log; null for events that say nothing of a resource.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static PulumiEvent? Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (root.Member("resourcePreEvent")?.Member("metadata") is { } begun) return new PulumiEvent(PulumiEventKind.Started, PulumiStep.ReadEvent(begun), null);
        if (root.Member("resOutputsEvent")?.Member("metadata") is { } done) return new PulumiEvent(PulumiEventKind.Done, PulumiStep.ReadEvent(done), null);
        if (root.Member("resOpFailedEvent")?.Member("metadata") is { } failed) return new PulumiEvent(PulumiEventKind.Failed, PulumiStep.ReadEvent(failed), null);
        return root.Member("diagnosticEvent") is { } message && !message.IsTrue("ephemeral") ? new PulumiEvent(PulumiEventKind.Message, null, ReadDiagnostic(message)) : null;
    }

    /// <summary>Reads a message of an event or of a preview.</summary>
    public static PulumiDiagnostic ReadDiagnostic(JsonElement message) =>
        new(message.Text("severity") == "error", message.Text("urn") is { Length: > 0 } urn ? urn : null, (message.Text("message") ?? string.Empty).Trim().ReplaceLineEndings(" "));
}
