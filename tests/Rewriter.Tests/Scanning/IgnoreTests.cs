using System.Diagnostics;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Tests.Scanning;

/// <summary>Ignore files are compared with git's own answers.</summary>
public sealed class IgnoreTests
{
    private static readonly string[] Patterns =
    [
        "*.log", "!keep.log", "/root.txt", "build/", "docs/*.md", "**/deep", "a/**/z", "a/**", "!a/b/", "x?z", "[ab].txt", "[!ab].cfg", "\\#hash", "\\!bang",
        "trailing   ", "name\\ ", "sub/dir", "*", "!*/", "!*.tf", "foo*bar", "**/mid/**", "*.t[fx]t", "a*/b*", "**", "/*", "!/a", "[[:digit:]]*", "a\\*b", "# note", "", "**foo", "a**b", "/", "b/**/c/*.tf",
    ];

    private static readonly string[] Names =
    [
        "x.log", "keep.log", "root.txt", "build", "docs", "deep", "a", "b", "c", "z", "xyz", "a.txt", "c.txt", "c.cfg", "#hash", "!bang", "trailing", "name ", "sub", "dir", "main.tf",
        "foobar", "foo-bar", "mid", "1st", "a*b", "ab", "r.md", "xfoo",
    ];

    [Fact]
    public void Ignore_files_say_what_git_says()
    {
        var random = new Random(20);
        for (var round = 0; round < 40; round++)
        {
            using var folder = new TemporaryFolder();
            Git(folder.Path, string.Empty, "init", "-q");
            foreach (var path in RandomPaths(random)) TryFile(folder, path);
            folder.File(".gitignore", RandomPatterns(random));
            folder.File(".git/info/exclude", RandomPatterns(random));
            foreach (var below in Directory.GetDirectories(folder.Path).Where(d => Path.GetFileName(d) != ".git"))
            {
                if (random.Next(2) == 0) File.WriteAllText(Path.Combine(below, ".gitignore"), RandomPatterns(random));
            }

            AssertLikeGit(folder);
        }
    }

    [Fact]
    public void A_file_below_an_ignored_folder_cannot_be_taken_back()
    {
        using var folder = new TemporaryFolder();
        folder.File(".gitignore", "out\n!out/keep.txt\n");
        folder.File("out/keep.txt", "orderflow");
        Assert.Empty(RepositoryScanner.Scan(folder.Path, Everything()).Hits);
        Assert.Single(RepositoryScanner.Scan(folder.Path, Everything() with { IncludeIgnored = true }).Hits, h => h.Path.Value == "out/keep.txt");
    }

    [Fact]
    public void A_pattern_with_many_stars_ends_soon()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 40)) + "b";
        Assert.False(WildPattern.Matches(pattern, new string('a', 2_000)));
    }

    private static ScanOptions Everything() => new() { Needles = new ByteNeedles(["orderflow"]) };

    private static void AssertLikeGit(TemporaryFolder folder)
    {
        var all = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.Path, f)).Where(f => !f.StartsWith(".git/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var ignored = Git(folder.Path, string.Join('\0', all), "check-ignore", "-z", "--stdin", "--no-index").Split('\0').ToHashSet(StringComparer.Ordinal);
        var expected = all.Where(f => !ignored.Contains(f) && Path.GetFileName(f) != ".gitignore").ToArray();

        var result = RepositoryScanner.Scan(folder.Path, Everything());

        var actual = result.Hits.Select(h => h.Path.Value).Order(StringComparer.Ordinal).ToArray();
        Assert.True(expected.SequenceEqual(actual), $"git: {string.Join(' ', expected.Except(actual))} | here: {string.Join(' ', actual.Except(expected))}\n{Rules(folder)}");
    }

    private static string Rules(TemporaryFolder folder) =>
        string.Join("\n--\n", Directory.GetFiles(folder.Path, ".gitignore", SearchOption.AllDirectories).Append(Path.Combine(folder.Path, ".git/info/exclude")).Select(f => f + "\n" + File.ReadAllText(f)));

    private static IEnumerable<string> RandomPaths(Random random) =>
        Enumerable.Range(0, 60).Select(_ => string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Names[random.Next(Names.Length)])));

    private static string RandomPatterns(Random random) =>
        string.Join('\n', Enumerable.Range(0, random.Next(0, 6)).Select(_ => (random.Next(4) == 0 ? "!" : "") + Patterns[random.Next(Patterns.Length)])) + "\n";

    private static void TryFile(TemporaryFolder folder, string path)
    {
        // A random path may want a folder where a file is already.
        for (var parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            if (File.Exists(Path.Combine(folder.Path, parent))) return;
        }

        if (!Directory.Exists(Path.Combine(folder.Path, path))) folder.File(path, "orderflow");
    }

    private static string Git(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
