using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Rewriter.Deployment;

namespace Rewriter.Cli.Output;

/// <summary>What a phase does to resources, as JSON: the plan, and the states before and after.</summary>
internal static class PreviewJson
{
    public static string Write(PreviewModel model)
    {
        var json = PlanJson.Of(model.Plan);
        json["generations"] = JsonText.Texts(model.Plan.Migration.Generations);
        json["roles"] = new JsonObject(model.Plan.Migration.Rules.Roles.Select(r => KeyValuePair.Create(r.Id, (JsonNode?)new JsonObject(r.Names.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value))))));
        json["before"] = States(model.Before);
        json["after"] = States(model.After);
        json["graph"] = model.Graph;
        return JsonText.Write(json);
    }

    private static JsonObject States(ImmutableArray<StatePicture> states) => new(states.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)JsonText.Array(s.Resources.Select(Of)))));

    private static JsonNode Of(PicturedResource resource) => new JsonObject
    {
        ["address"] = resource.Address,
        ["type"] = resource.Type,
        ["name"] = resource.Name,
        ["action"] = JsonText.Word(resource.Action),
    };
}
