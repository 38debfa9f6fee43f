namespace Rewriter.Corpus;

/// <summary>What came of the files of one language.</summary>
internal sealed class LanguageFindings(string language)
{
    private TimeSpan _time;

    public string Language { get; } = language;

    public int Files { get; private set; }

    public long Bytes { get; private set; }

    public Findings Refused { get; } = new();

    public Findings NotLossless { get; } = new();

    public Findings HiddenWords { get; } = new();

    public Findings Crashes { get; } = new();

    public Findings Slow { get; } = new();

    public int Edits { get; set; }

    public Findings EditsRefused { get; } = new();

    public Findings EditsWrong { get; } = new();

    public double MegabytesPerSecond => _time == TimeSpan.Zero ? 0 : Bytes / 1e6 / _time.TotalSeconds;

    /// <summary>True where nothing was found that may never be.</summary>
    public bool IsSound => NotLossless.Count + HiddenWords.Count + Crashes.Count + Slow.Count + EditsWrong.Count == 0;

    public void Count(long bytes, TimeSpan time)
    {
        Files++;
        Bytes += bytes;
        _time += time;
    }
}
