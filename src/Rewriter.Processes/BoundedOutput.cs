using System.Text;

namespace Rewriter.Processes;

/// <summary>What a program prints, up to a number of characters; the rest is read and dropped, so that the program is not stuck.</summary>
internal sealed class BoundedOutput
{
    private readonly StringBuilder _text = new();
    private readonly Task _reading;

    /// <summary>Begins to read.</summary>
    /// <param name="reader">The program's output.</param>
    /// <param name="most">How many characters are kept.</param>
    /// <param name="tooMuch">Cancelled where there are more.</param>
    public BoundedOutput(StreamReader reader, int most, CancellationTokenSource tooMuch) => _reading = Task.Run(() => ReadAsync(reader, most, tooMuch));

    /// <summary>True where more was printed.</summary>
    public bool IsTooMuch { get; private set; }

    /// <summary>
    /// What was printed. A program that has ended may have left others that hold its output open: they are waited for no
    /// longer than the given time.
    /// </summary>
    public async Task<string> EndAsync(TimeSpan longest)
    {
        await Task.WhenAny(_reading, Task.Delay(longest));
        lock (_text) return _text.ToString();
    }

    private async Task ReadAsync(StreamReader reader, int most, CancellationTokenSource tooMuch)
    {
        var block = new char[4096];
        try
        {
            while (await reader.ReadAsync(block) is var count and > 0)
            {
                lock (_text)
                {
                    var kept = Math.Min(count, most - _text.Length);
                    _text.Append(block, 0, kept);
                    if (kept == count || IsTooMuch) continue;
                    IsTooMuch = true;
                }

                await tooMuch.CancelAsync();
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Nobody waited for it any longer.
        }
    }
}
