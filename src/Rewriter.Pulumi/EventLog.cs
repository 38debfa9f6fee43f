using System.Text;

namespace Rewriter.Pulumi;

/// <summary>
/// Follows the event log that the command writes, a line for each event. The command tells nobody that it wrote one, so the
/// file is looked at again and again while the command runs, and once more when it has ended.
/// </summary>
internal sealed class EventLog(string path, Action<string> onLine)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly StringBuilder _rest = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private long _read;

    /// <summary>
    /// Tells of the events of a piece of work while it goes on, and of all of them before it gives its result. Where telling
    /// fails nothing more is told, but nobody is left before the work has ended.
    /// </summary>
    public async Task<T> FollowAsync<T>(Task<T> work)
    {
        try
        {
            while (!work.IsCompleted)
            {
                await Task.WhenAny(work, Task.Delay(Interval));
                Read();
            }

            // It may have ended just after the last look.
            Read();
        }
        finally
        {
            await Task.WhenAny(work);
        }

        return await work;
    }

    private void Read()
    {
        if (!File.Exists(path)) return;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = _read;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        _read += bytes.Length;
        var characters = new char[_decoder.GetCharCount(bytes.GetBuffer(), 0, (int)bytes.Length)];
        _decoder.GetChars(bytes.GetBuffer(), 0, (int)bytes.Length, characters, 0);
        _rest.Append(characters);
        Tell();
    }

    private void Tell()
    {
        var text = _rest.ToString();
        var end = text.LastIndexOf('\n');
        if (end < 0) return;
        _rest.Remove(0, end + 1);
        foreach (var line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) onLine(line);
    }
}
