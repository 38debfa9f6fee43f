using System.Text.Json.Nodes;

namespace Rewriter.PulumiStandIn;

/// <summary>A resource that a program declares, before its values are worked out.</summary>
/// <param name="Key">The name by which the program refers to it.</param>
/// <param name="Name">Its logical name.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Properties">Its properties, in which texts may refer to others.</param>
/// <param name="Options">Its options.</param>
internal sealed record Resource(string Key, string Name, string Type, JsonObject Properties, JsonObject Options)
{
    public bool Flag(string option) => Options[option] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public string? Text(string option) => Options[option] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public IEnumerable<string> List(string option) => (Options[option] as JsonArray ?? []).Select(i => i is JsonValue value && value.TryGetValue<string>(out var text) ? text
        : throw new Refusal(Refusal.Configuration, $"{Key}: '{option}' must be a list of strings"));
}
