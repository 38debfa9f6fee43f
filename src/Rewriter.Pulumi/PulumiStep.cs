using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>One step that Pulumi plans or takes.</summary>
/// <param name="Operation">The operation in Pulumi's words: <c>create-replacement</c>.</param>
/// <param name="Urn">The URN.</param>
/// <param name="Old">The resource before; null where there was none.</param>
/// <param name="New">The resource after; null where there is none.</param>
/// <param name="ReplaceKeys">The properties that force a replacement.</param>
internal sealed record PulumiStep(string Operation, string Urn, PulumiResource? Old, PulumiResource? New, ImmutableArray<string> ReplaceKeys)
{
    /// <summary>The type token.</summary>
    public string Type => New?.Type ?? Old?.Type ?? PulumiUrn.Parse(Urn)?.Type ?? string.Empty;

    /// <summary>Whether the step concerns an object of a cloud.</summary>
    public bool IsObject => !PulumiResource.IsMachinery(Type) && Operation is not ("read" or "read-replacement");

    /// <summary>The action that the operation is a part of.</summary>
    public CanonicalAction Action => Operation switch
    {
        "create" => CanonicalAction.Create,
        "update" => CanonicalAction.Update,
        "delete" => CanonicalAction.Delete,
        "replace" or "create-replacement" or "delete-replaced" or "import-replacement" => CanonicalAction.Replace,
        "import" => CanonicalAction.Import,
        _ => CanonicalAction.NoOp,
    };

    /// <summary>Whether this version knows the operation.</summary>
    public bool IsKnown => Action != CanonicalAction.NoOp || Operation is "same" or "refresh" or "read" or "read-replacement" or "read-discard" or "discard" or "discard-replaced" or "remove-pending-replace";

    /// <summary>Reads a step of <c>preview --json</c>.</summary>
    public static PulumiStep ReadPreview(JsonElement step) =>
        new(step.Text("op") ?? string.Empty, step.Text("urn") ?? string.Empty, Resource(step.Member("oldState")), Resource(step.Member("newState")), Keys(step, "replaceReasons"));

    /// <summary>Reads the metadata of an event.</summary>
    public static PulumiStep ReadEvent(JsonElement metadata) =>
        new(metadata.Text("op") ?? string.Empty, metadata.Text("urn") ?? string.Empty, Resource(metadata.Member("old")), Resource(metadata.Member("new")), Keys(metadata, "keys"));

    private static PulumiResource? Resource(JsonElement? element) => element is { ValueKind: JsonValueKind.Object } found ? PulumiResource.Read(found) : null;

    private static ImmutableArray<string> Keys(JsonElement element, string name) => [.. element.Array(name).Select(k => k.ToString())];
}
