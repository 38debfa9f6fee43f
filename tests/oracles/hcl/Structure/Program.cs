using System.Text.Json;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

// Prints, for each HCL file below a folder, one line of JSON: whether the reader understood it, and the paths of its
// keys and blocks. Figures go to the error stream. With --speed it reads everything once more, alone, and times that.
var root = Path.GetFullPath(args[0]);
var files = new List<SourceFile>();
var (notText, crashes, notLossless, refused) = (0, 0, 0, 0);
foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    var path = RepoPath.Parse(Path.GetRelativePath(root, file));
    if (HclLanguage.Instance.Claim(path, default) == 0 || File.ResolveLinkTarget(file, false) is not null) continue;
    if (SourceFile.Read(path, File.ReadAllBytes(file), out _) is not { } source)
    {
        notText++;
        continue;
    }

    files.Add(source);
    SyntaxDocument document;
    try
    {
        document = HclLanguage.Instance.Read(ReadRequest.File(source, HclLanguage.Instance));
    }
    catch (Exception e) when (e is not OutOfMemoryException)
    {
        crashes++;
        await Console.Error.WriteLineAsync($"CRASH {path}: {e}");
        continue;
    }

    if (!Covers(document))
    {
        notLossless++;
        await Console.Error.WriteLineAsync($"NOT LOSSLESS {path}");
    }

    if (!document.IsUnderstood) refused++;
    Console.WriteLine(JsonSerializer.Serialize(Describe(source, document)));
}

await Console.Error.WriteLineAsync($"{files.Count} files, {notText} no text, {refused} refused, {notLossless} not lossless, {crashes} crashes");
if (args.Contains("--speed")) await MeasureAsync(files);
return crashes + notLossless == 0 ? 0 : 1;

static bool Covers(SyntaxDocument document)
{
    var at = 0;
    foreach (var leaf in document.Leaves)
    {
        var raw = document.Text.AsSpan(leaf.Span.Start, leaf.Span.Length);
        if (leaf.Span.Start != at || leaf.Span.IsEmpty) return false;
        if (leaf.Label == Label.Trivia && !raw.IsWhiteSpace()) return false;
        if (leaf.Label == Label.Punctuation && raw.ContainsAny(LettersOrDigits(raw))) return false;
        at = leaf.Span.End;
    }

    return at == document.Text.Length;
}

static ReadOnlySpan<char> LettersOrDigits(ReadOnlySpan<char> raw)
{
    foreach (var c in raw)
    {
        if (char.IsLetterOrDigit(c)) return new[] { c };
    }

    return [];
}

static object Describe(SourceFile source, SyntaxDocument document)
{
    var keys = new List<IEnumerable<string>>();
    var blocks = new List<IEnumerable<string>>();
    for (var i = 0; i < document.MeaningfulLeaves.Length; i++)
    {
        var leaf = document.MeaningfulLeaves[i];
        if (leaf.Languages.Depth > 1) continue;
        if (leaf.Label == Label.Key && OpensValue(document, i)) keys.Add(leaf.Path.Segments());
        else if (OpensBlock(document, i)) blocks.Add(leaf.Path.Segments());
    }

    return new
    {
        path = source.Path.Value,
        valid = document.IsUnderstood,
        problem = document.IsUnderstood ? null : $"{source.Lines.PositionOf(document.Problems[0].Span.Start)} {document.Problems[0].Message}",
        keys,
        blocks,
    };
}

// A key is followed by its separator, the last word of a block's head by its brace.
static bool OpensValue(SyntaxDocument document, int index) => SignBehind(document, index) is '=' or ':';

static bool OpensBlock(SyntaxDocument document, int index)
{
    var leaf = document.MeaningfulLeaves[index];
    return leaf.Label is Label.Keyword or Label.Symbol or Label.Type or Label.Key
        && leaf.Decode(document.Text) == leaf.Path.Segment
        && SignBehind(document, index) == '{';
}

static char SignBehind(SyntaxDocument document, int index)
{
    var at = document.MeaningfulLeaves[index].Span.End;
    var text = document.Text;
    if (at < text.Length && text[at] == '"') at++;
    while (at < text.Length && text[at] is ' ' or '\t') at++;
    return at < text.Length ? text[at] : '\0';
}

static async Task MeasureAsync(List<SourceFile> files)
{
    var bytes = files.Sum(f => (long)f.Bytes.Length);
    var best = TimeSpan.MaxValue;
    var all = TimeSpan.Zero;
    while (all < TimeSpan.FromSeconds(4))
    {
        // Processor time: a machine with other work on it does not make the reader slower.
        var before = Environment.CpuUsage.TotalTime;
        foreach (var file in files) HclLanguage.Instance.Read(ReadRequest.File(file, HclLanguage.Instance));
        var round = Environment.CpuUsage.TotalTime - before;
        all += round;
        if (round < best) best = round;
    }

    await Console.Error.WriteLineAsync($"{bytes / 1e6:F1} MB, {bytes / 1e6 / best.TotalSeconds:F1} MB/s");
}
