using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Corpus;

/// <summary>What came of the files of one language.</summary>
internal sealed class LanguageFindings(string language)
{
    public string Language { get; } = language;

    public List<(ILanguage Language, SourceFile File)> Sources { get; } = [];

    public int Files => Sources.Count;

    public long Bytes { get; private set; }

    public Findings Refused { get; } = new();

    public Findings NotLossless { get; } = new();

    public Findings HiddenWords { get; } = new();

    public Findings Crashes { get; } = new();

    public Findings Slow { get; } = new();

    public int Edits { get; set; }

    public Findings EditsRefused { get; } = new();

    public Findings EditsWrong { get; } = new();

    /// <summary>How long one core took to read all files, in memory.</summary>
    public TimeSpan Time { get; set; }

    public double MegabytesPerSecond => Time == TimeSpan.Zero ? 0 : Bytes / 1e6 / Time.TotalSeconds;

    /// <summary>True where nothing was found that may never be.</summary>
    public bool IsSound => NotLossless.Count + HiddenWords.Count + Crashes.Count + Slow.Count + EditsWrong.Count == 0;

    public void Count(ILanguage language, SourceFile file)
    {
        Sources.Add((language, file));
        Bytes += file.Bytes.Length;
    }
}
