using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Rewriter.GitHub.Tests.Support;

/// <summary>Answers with what GitHub once answered, in the recorded order.</summary>
internal sealed class ReplayHandler(string scenario, int skip = 0) : HttpMessageHandler
{
    private readonly Queue<JsonObject> _exchanges = new(Fixture.Read("recordings.json", "exchanges").Select(e => e!.AsObject()).Where(e => e["scenario"]!.GetValue<string>() == scenario).Skip(skip));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var exchange = _exchanges.Dequeue();
        Assert.Equal((exchange["method"]!.GetValue<string>(), exchange["path"]!.GetValue<string>()), (request.Method.Method, request.RequestUri!.AbsolutePath));
        if (exchange["body"] is { } body) Assert.True(JsonNode.DeepEquals(body, JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))), "the body is another one than was recorded");
        var answer = new HttpResponseMessage((HttpStatusCode)exchange["status"]!.GetValue<int>()) { Content = new StringContent(exchange["response"]!.ToJsonString(), Encoding.UTF8, "application/json") };
        if (exchange["headers"]!["location"] is { } location) answer.Headers.Location = new Uri(location.GetValue<string>());
        return answer;
    }
}
