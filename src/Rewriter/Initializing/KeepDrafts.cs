using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rewriter.Rules;
using Rewriter.Syntax;

namespace Rewriter.Initializing;

/// <summary>Finds what must not change, each with its evidence.</summary>
internal sealed partial class KeepDrafts
{
    private readonly ImmutableArray<SurveyedFile> _files;
    private readonly GenerationWords _words;
    private readonly Dictionary<string, (string Id, string Because)> _texts = new(StringComparer.Ordinal);

    private KeepDrafts(ImmutableArray<SurveyedFile> files, GenerationWords words) => (_files, _words) = (files, words);

    /// <summary>What is kept by its text: projects, accounts, buckets, repositories, hosts, images.</summary>
    public static ImmutableArray<Keep> ByText(ImmutableArray<SurveyedFile> files, GenerationWords words, IEnumerable<NameFinding> findings)
    {
        var drafts = new KeepDrafts(files, words);
        foreach (var finding in findings.Where(f => f.Use == NameUse.Lasting && words.IsIn(f.Text)))
            drafts.Add(finding.Text, finding.Type is null ? IdOf(finding.Key) : finding.Type.Split('_')[^1], finding.Because!, finding.Place);
        foreach (var file in files) drafts.AddFrom(file);
        return drafts.Make();
    }

    /// <summary>Hosts, which are kept where they stand: they go on answering until the old service is retired.</summary>
    public static IEnumerable<Keep> Hosts(ImmutableArray<SurveyedFile> files, GenerationWords words)
    {
        foreach (var file in files.Where(f => f.Kind is not (FileKind.Document or FileKind.History or FileKind.Web or FileKind.Code)))
        {
            var hosts = file.Document.MeaningfulLeaves.Where(l => l.Label == Label.Value && l.Languages.Depth == 1 && l.Path.Parent is not null && words.IsIn(file.Text.Substring(l.Span.Start, l.Span.Length)) && Host().IsMatch(l.Decode(file.Text))).ToList();
            foreach (var group in hosts.GroupBy(l => WithoutIndex(l.Path).ToString()))
            {
                if (PathPattern.Parse(group.Key, out _) is not { } path) continue;
                yield return new Keep(
                    $"hosts-{KebabOf(group.Key)}", null, new Selection([Globs.Of(file.Path, files)], [path], [], []),
                    $"hosts are looked up and linked to; both answer until the old service is retired ({file.Place(group.First().Span.Start)})");
            }
        }
    }

    /// <summary>Files in which names stay, whatever generation they name.</summary>
    /// <param name="files">All files with a word.</param>
    /// <param name="occurrences">Their names, as far as no text is kept.</param>
    /// <param name="words">The words.</param>
    /// <param name="codeGeneration">The generation that the code has.</param>
    public static IEnumerable<Keep> ByFile(ImmutableArray<SurveyedFile> files, ILookup<SurveyedFile, Occurrence> occurrences, GenerationWords words, string codeGeneration)
    {
        var named = files.Where(f => f.Kind is FileKind.History or FileKind.Web || occurrences[f].Any()).ToList();
        foreach (var (id, kind, because) in new[] { ("history", FileKind.History, "history says what was"), ("page-markup", FileKind.Web, "in markup and styles the name is a class or a text of the page, no resource") })
        {
            if (named.Where(f => f.Kind == kind).ToList() is { Count: > 0 } of) yield return OfFiles(id, of, files, because);
        }

        foreach (var file in named.Where(f => f.Kind is not (FileKind.History or FileKind.Web)))
        {
            var all = occurrences[file].ToList();
            var other = all.Where(o => !o.IsOf(codeGeneration)).ToList();
            var stem = KebabOf(System.IO.Path.GetFileNameWithoutExtension(file.Path.Name));
            if (!file.Document.IsUnderstood) yield return OfFiles("review-" + stem, [file], files, $"review: the file is not understood ({file.Document.Problems[0].Message}), so it is not edited");
            else if (file.Kind is FileKind.Document or FileKind.Script && NamedTwice(all) is { } twice)
                yield return OfFiles(stem, [file], files, $"it names both generations on purpose ({file.Path}:{twice.Position.Line + 1})");
            else if (file.Kind == FileKind.Script && words.IsIn(file.Path.Name) && Adopts().Match(file.Text) is { Success: true } adopts)
                yield return OfFiles(stem, [file], files, $"it works on one generation by design, whatever names the code has ({file.Place(adopts.Index)})");
            else if (other.Count > 0 && other.Count < all.Count && other.All(o => o.Label == Label.Comment) && all.Except(other).All(o => o.Label != Label.Comment))
                yield return OfFiles(stem + "-comment", [file], files, $"the comment tells what was built ({file.Path}:{other[0].Position.Line + 1})") with { Where = new Selection([Globs.Of(file.Path, files)], [], [Label.Comment], []) };
        }
    }

    /// <summary>References to files and folders of the repository, which keep their names, and names that Terraform's own blocks declare.</summary>
    /// <param name="files">All files with a word.</param>
    /// <param name="occurrences">Their names.</param>
    /// <param name="paths">Files and folders that exist.</param>
    public static IEnumerable<Keep> ByReference(ImmutableArray<SurveyedFile> files, ILookup<SurveyedFile, Occurrence> occurrences, ImmutableHashSet<string> paths)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var occurrence in occurrences[file])
            {
                if (PathUpTo(file, occurrence, paths) is { } text && texts.Add(text))
                    yield return new Keep("path-" + KebabOf(text), text, Selection.All, $"it is the path of a file or a folder of this repository, which keeps its name ({file.Path}:{occurrence.Position.Line + 1})");
            }
        }

        Label[] declaring = [Label.Symbol, Label.Address, Label.Variable, Label.Key];
        var terraform = files.Where(f => f.Kind == FileKind.Terraform && occurrences[f].Any(o => declaring.Contains(o.Label))).ToList();
        if (terraform.Count > 0)
        {
            yield return OfFiles("terraform-addresses", terraform, files, "an address of Terraform is no name of a resource; renaming it needs a moved block") with
            {
                Where = new Selection([.. terraform.Select(f => Globs.Of(f.Path, files))], [], [.. declaring], []),
            };
        }
    }

    // The text from the beginning of a path to the end of the name, where something of the repository is called so.
    private static string? PathUpTo(SurveyedFile file, Occurrence occurrence, ImmutableHashSet<string> paths)
    {
        var text = file.Text;
        var start = occurrence.Span.Start;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '/' or '.' or '_' or '-')) start--;
        var written = text[start..occurrence.Span.End];
        var isPath = written.Contains('/', StringComparison.Ordinal) || (occurrence.Span.End < text.Length && text[occurrence.Span.End] == '/');
        var segments = written.Split('/').Where(s => s.Length > 0 && s.Trim('.').Length > 0).ToArray();
        if (!isPath || segments.Length == 0 || segments[^1] != occurrence.Text.Split('/')[^1]) return null;
        var tail = string.Join('/', segments);
        var exists = paths.Contains(tail) || paths.Contains($"{file.Path.Parent}/{tail}") || (written.StartsWith("..", StringComparison.Ordinal) && paths.Any(p => p.EndsWith("/" + tail, StringComparison.Ordinal)));
        return !exists ? null : written == occurrence.Text ? written + "/" : written;
    }

    private static Keep OfFiles(string id, List<SurveyedFile> of, ImmutableArray<SurveyedFile> files, string because) =>
        new(id, null, new Selection([.. of.Select(f => Globs.Of(f.Path, files))], [], [], []), because);

    private static Occurrence? NamedTwice(List<Occurrence> all) =>
        all.GroupBy(o => o.Meanings[0].Role).FirstOrDefault(g => g.Select(o => o.Text).Distinct().Skip(1).Any())?.First();

    private void AddFrom(SurveyedFile file)
    {
        AddAll(file, Project(), "project", "a name with a number is an id that was given once, and cannot be changed");
        AddAll(file, Account(), "account", "a recreated account inherits no bindings");
        AddAll(file, Bucket(), "bucket", "a bucket cannot be renamed, and its objects would stay behind");
        AddAll(file, Slug(), "repository", "the address of the repository does not change with the names of resources");
        if (file.Kind is not (FileKind.Document or FileKind.History)) AddAll(file, Image(), "image", "an image is named by who builds it, not by the resource that runs it");
    }

    private void AddAll(SurveyedFile file, Regex pattern, string id, string because)
    {
        foreach (Match match in pattern.Matches(file.Text))
        {
            var text = match.Groups["text"];
            var value = text.Value.EndsWith(".git", StringComparison.Ordinal) ? text.Value[..^4] : text.Value;
            if (!_words.IsIn(value) || (id == "project" && !_words.Members(value).Any(m => m.Start == 0 || !char.IsLetterOrDigit(value[m.Start - 1])))) continue;
            Add(value, id, because, file.Place(text.Index));
        }
    }

    private void Add(string text, string id, string because, string place) => _texts.TryAdd(text, (id, $"{because} ({place})"));

    private ImmutableArray<Keep> Make()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var result = ImmutableArray.CreateBuilder<Keep>();
        foreach (var (text, (id, because)) in _texts.OrderBy(t => t.Key.Length).ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            // What stands inside a longer text holds there, too.
            if (_words.IsBare(text) || result.Any(k => text.Contains(k.Text!, StringComparison.Ordinal) && _words.Members(text).Count() == 1)) continue;
            var unique = id;
            for (var number = 2; !ids.Add(unique); number++) unique = $"{id}-{number}";
            result.Add(new Keep(unique, text, Selection.All, because));
        }

        return result.ToImmutable();
    }

    private static string IdOf(string key) =>
        key.Contains("project", StringComparison.OrdinalIgnoreCase) ? "project" : key.Contains("bucket", StringComparison.OrdinalIgnoreCase) ? "bucket" : "account";

    private static StructuralPath WithoutIndex(StructuralPath path)
    {
        while (path is { IsIndex: true, Parent: { } parent }) path = parent;
        return path;
    }

    private static string KebabOf(string text) => string.Join('-', Naming.NameWords.Split(text).Select(w => w.ToLowerInvariant())) is { Length: > 0 } kebab ? kebab : "file";

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])(?<text>[a-z][a-z0-9]*(?:[-_][a-z]+)?-\d{3,})(?![A-Za-z0-9_.])")]
    private static partial Regex Project();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])(?<text>[a-z][a-z0-9-]*[a-z0-9])@[^\s""'`]*(?:[^\n""'`]{0,40})gserviceaccount\.com")]
    private static partial Regex Account();

    [GeneratedRegex(@"(?:gs|s3)://(?<text>[a-z0-9][a-z0-9._-]*[a-z0-9])|(?<![A-Za-z0-9_-])(?<text>[a-z][a-z0-9-]*-tfstate)(?![A-Za-z0-9_-])")]
    private static partial Regex Bucket();

    [GeneratedRegex(@"(?:github\.com|gitlab\.com|bitbucket\.org)[/:](?<text>[\w.-]+/[\w.-]*\w)|repository[^\n]{0,14}[""'](?<text>[\w-]+/[\w.-]+)[""']|default[^\n]{0,8}""(?<text>[\w]+-org/[\w-]+)""")]
    private static partial Regex Slug();

    [GeneratedRegex(@"(?<text>[\w.-]*/[A-Za-z0-9_-]+)(?=:[A-Za-z0-9$][\w.-]*|@sha256)")]
    private static partial Regex Image();

    [GeneratedRegex(@"^(?:https?://)?(?:[A-Za-z0-9-]+\.){2,}[a-z]{2,}(?::\d+)?/?$")]
    private static partial Regex Host();

    [GeneratedRegex(@"\b(?:terraform|tofu) +(?:import|state +(?:mv|rm|push))\b|gcloud +secrets +create\b")]
    private static partial Regex Adopts();
}
