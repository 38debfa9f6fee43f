using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;

namespace Rewriter.Tests.Deployment;

/// <summary>Small contexts for hazards, and the one question that is asked of them.</summary>
internal static class HazardSample
{
    public static readonly GenerationName[] Names =
    [
        new("orderflow-app", "pult-app", "service", "google_cloud_run_v2_service"),
        new("orderflow-migrate", "pult-migrate", "migrate-job", "google_cloud_run_v2_job"),
        new("orderflow", "pult", "product"),
    ];

    public static HazardContext Context(params DeploymentPreview[] previews) =>
        new() { Names = [.. Names], Previews = [.. previews.Select((p, i) => new PhasePreview(i, p))] };

    public static DeploymentPreview Preview(params ResourceChange[] changes) =>
        new() { Engine = "embedded", StateKey = "a/prod", Lineage = "l", Serial = 1, PriorResources = 1, Changes = [.. changes] };

    public static ResourceChange Change(CanonicalAction action, string address, string type, string? id, string? newId = null) => new()
    {
        Address = address, Type = type, Action = action,
        PhysicalId = action == CanonicalAction.Create ? null : id,
        NewPhysicalId = action is CanonicalAction.Delete ? null : newId ?? id,
        Order = action == CanonicalAction.Replace ? ReplaceOrder.CreateFirst : ReplaceOrder.None,
    };

    public static EngineState State(string key, params (string Address, string Type, string Id)[] resources) => new()
    {
        Key = key, Lineage = "lineage of " + key, Serial = 1, Resources = [.. resources.Select(r => new ResourceState { Address = r.Address, Type = r.Type, Id = r.Id })],
    };

    public static string ServiceId(string name) => $"projects/p/locations/eu/services/{name}";

    public static HazardFinding Triggers(string id, HazardContext context)
    {
        var finding = Assert.Single(HazardAnalyzer.Analyze(context), f => f.Id == id);
        Assert.NotEmpty(finding.Evidence);
        Assert.All([finding.Message, finding.Remedy, finding.ClearedBy, finding.Title, finding.Subject], Assert.NotEmpty);
        return finding;
    }

    public static void IsClear(string id, HazardContext context) => Assert.DoesNotContain(HazardAnalyzer.Analyze(context), f => f.Id == id);
}
