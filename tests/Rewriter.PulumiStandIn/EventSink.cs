using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Rewriter.PulumiStandIn;

/// <summary>Where events go: a file, a line each, or the gRPC service of the Automation API.</summary>
internal sealed class EventSink : IDisposable
{
    private readonly StreamWriter? _file;
    private readonly Channel<string>? _channel;
    private readonly Task? _sending;
    private int _sequence;

    public EventSink(string? target)
    {
        if (target is null) return;
        if (!target.StartsWith("tcp://", StringComparison.Ordinal))
        {
            _file = new StreamWriter(new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(false)) { AutoFlush = true };
            return;
        }

        _channel = Channel.CreateUnbounded<string>();
        _sending = SendAsync(new Uri("http://" + target["tcp://".Length..]), _channel.Reader);
    }

    public void Write(string kind, JsonObject body)
    {
        var line = new JsonObject { ["sequence"] = _sequence++, ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(), [kind] = body }.ToJsonString();
        _file?.WriteLine(line);
        _channel?.Writer.TryWrite(line);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _channel?.Writer.Complete();
        _sending?.GetAwaiter().GetResult();
    }

    private static async Task SendAsync(Uri server, ChannelReader<string> events)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/pulumirpc.Events/StreamEvents"))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new Frames(events),
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The messages of a gRPC stream: a zero byte, the length in four, and a message whose first field is a text.</summary>
    private sealed class Frames : HttpContent
    {
        private readonly ChannelReader<string> _events;

        public Frames(ChannelReader<string> events)
        {
            _events = events;
            Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await foreach (var line in _events.ReadAllAsync())
            {
                var message = Field(Encoding.UTF8.GetBytes(line));
                var length = (uint)message.Length;
                await stream.WriteAsync((byte[])[0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. message]);
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private static byte[] Field(byte[] text)
        {
            var header = new List<byte> { 0x0a };
            for (var rest = (uint)text.Length; ; rest >>= 7)
            {
                header.Add((byte)(rest < 0x80 ? rest : (rest & 0x7f) | 0x80));
                if (rest < 0x80) return [.. header, .. text];
            }
        }
    }
}
