using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Rewriter.EndToEndTests.Support;

/// <summary>
/// A real HTTP server that answers the calls that <c>kubectl get</c> makes, as the API of a cluster does: which groups and
/// resources there are, and objects, of each the next answer that was prepared, the last one for ever.
/// </summary>
internal sealed class KubernetesApi : IAsyncDisposable
{
    private readonly TestSite _site;
    private readonly Dictionary<string, Queue<JsonObject>> _answers = new(StringComparer.Ordinal);

    private KubernetesApi(TestSite site) => _site = site;

    /// <summary>The calls for objects, in their order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Starts it.</summary>
    public static async Task<KubernetesApi> StartAsync()
    {
        var api = new KubernetesApi(await TestSite.StartAsync());
        api._site.Handler = api.AnswerAsync;
        return api;
    }

    /// <summary>A kubeconfig whose only context is this server.</summary>
    public string Configuration => $$"""
        apiVersion: v1
        kind: Config
        clusters: [{ name: test, cluster: { server: "{{_site.Url}}" } }]
        users: [{ name: test, user: {} }]
        contexts: [{ name: test, context: { cluster: test, user: test } }]
        current-context: test
        """;

    /// <summary>Prepares answers for an object: <c>/apis/apps/v1/namespaces/shop/deployments/web</c>.</summary>
    public void Prepare(string path, params IEnumerable<JsonObject> answers) => _answers[path] = new Queue<JsonObject>(answers);

    /// <summary>What the API says where it does not do what it is asked for.</summary>
    public static JsonObject Refusal(int code, string reason, string message) =>
        new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure", ["reason"] = reason, ["message"] = message, ["code"] = code };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var answer = Discovery(path) ?? Object(path) ?? Refusal(404, "NotFound", $"{path} not found");
        context.Response.StatusCode = answer["kind"]!.GetValue<string>() == "Status" ? answer["code"]!.GetValue<int>() : 200;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonObject? Object(string path)
    {
        if (!_answers.TryGetValue(path, out var answers)) return null;
        Calls.Add(path);
        return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
    }

    private static JsonObject? Discovery(string path) => path switch
    {
        "/version" => new() { ["kind"] = "Info", ["major"] = "1", ["minor"] = "32", ["gitVersion"] = "v1.32.0" },
        "/api" => new() { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
        "/apis" => new() { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray(Group("apps", "v1"), Group("argoproj.io", "v1alpha1")) },
        "/api/v1" => Resources("v1"),
        "/apis/apps/v1" => Resources("apps/v1", Resource("deployments", "deployment", "Deployment")),
        "/apis/argoproj.io/v1alpha1" => Resources("argoproj.io/v1alpha1", Resource("applications", "application", "Application")),
        _ => null,
    };

    private static JsonObject Group(string name, string version)
    {
        JsonObject Version() => new() { ["groupVersion"] = $"{name}/{version}", ["version"] = version };
        return new JsonObject { ["name"] = name, ["versions"] = new JsonArray(Version()), ["preferredVersion"] = Version() };
    }

    private static JsonObject Resources(string version, params JsonNode[] resources) =>
        new() { ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = version, ["resources"] = new JsonArray(resources) };

    private static JsonObject Resource(string name, string singular, string kind) =>
        new() { ["name"] = name, ["singularName"] = singular, ["namespaced"] = true, ["kind"] = kind, ["verbs"] = new JsonArray("get", "list") };
}
