using System.Globalization;
using System.Text.RegularExpressions;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>Every command that the documents show is run, and prints what they say.</summary>
public sealed partial class DocsTests
{
    public static TheoryData<string> Pages() => PagesThat(needTerraform: false);

    public static TheoryData<string> TerraformPages() => PagesThat(needTerraform: true);

    private static TheoryData<string> PagesThat(bool needTerraform)
    {
        var pages = Directory.EnumerateFiles(Path.Combine(ExampleRepository.ProjectRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(ExampleRepository.ProjectRoot, "README.md"))
            .Where(p => Block().Matches(File.ReadAllText(p)) is { Count: > 0 } blocks && blocks.Any(b => b.Groups["terraform"].Success) == needTerraform)
            .Select(p => Path.GetRelativePath(ExampleRepository.ProjectRoot, p).Replace('\\', '/'));
        return new TheoryData<string>(pages.Order(StringComparer.Ordinal));
    }

    [TerraformTheory]
    [MemberData(nameof(TerraformPages))]
    public Task The_commands_of_a_page_about_terraform_do_what_it_says(string page) => The_commands_of_a_page_do_what_it_says(page);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_commands_of_a_page_do_what_it_says(string page)
    {
        if (OperatingSystem.IsWindows()) return; // The documents' commands are for sh.
        using var shims = ExampleRepository.Empty();
        RewriteCommand.WriteShim(shims);
        ExampleRepository? repository = null;
        var example = string.Empty;
        try
        {
            foreach (Match block in Block().Matches(await File.ReadAllTextAsync(Path.Combine(ExampleRepository.ProjectRoot, page))))
            {
                if (block.Groups["example"].Value != example)
                {
                    repository?.Dispose();
                    repository = ExampleRepository.Copy(example = block.Groups["example"].Value);
                }

                await RunBlock(repository!, shims.Folder, block.Groups["body"].Value);
            }
        }
        finally
        {
            repository?.Dispose();
        }
    }

    private static async Task RunBlock(ExampleRepository repository, string shims, string body)
    {
        var lines = body.Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            if (!lines[i].StartsWith("$ ", StringComparison.Ordinal))
            {
                i++;
                continue;
            }

            var command = lines[i++][2..];
            var expected = lines.Skip(i).TakeWhile(l => !l.StartsWith("$ ", StringComparison.Ordinal)).ToList();
            i += expected.Count;
            var exit = expected.LastOrDefault(l => l.StartsWith("# exit ", StringComparison.Ordinal));
            var result = await RewriteCommand.RunProgramAsync("sh", repository.Folder, [("PATH", shims + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")), ("NO_COLOR", "1")], "-c", command);
            Assert.True(result.ExitCode == (exit is null ? 0 : int.Parse(exit[7..], CultureInfo.InvariantCulture)), $"$ {command}\nexit {result.ExitCode}\n{result.Output}\n{result.Errors}");
            foreach (var line in expected.Where(l => l.Trim().Length > 0 && l != exit && l.Trim() is not "…"))
                Assert.True((result.Output + result.Errors).Contains(line.TrimEnd(), StringComparison.Ordinal), $"$ {command}\nmisses: {line}\n{result.Output}\n{result.Errors}");
        }
    }

    [GeneratedRegex("^```console run=(?<example>[a-z]+)(?<terraform> needs=terraform)?\n(?<body>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
