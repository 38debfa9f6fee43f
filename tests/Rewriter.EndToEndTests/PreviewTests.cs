using System.Text.Json;
using System.Xml.Linq;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>What a phase does to resources, in the formats that people and machines read.</summary>
public sealed class PreviewTests
{
    [Fact]
    public async Task The_page_is_whole_without_script_network_or_other_files()
    {
        using var repository = await AfterPhase1Async();
        (await repository.RunAsync("preview", "phase2", "--format", "html", "--out", "preview.html")).Expect(1);

        var html = repository.Read("preview.html");
        var page = XDocument.Parse(html[html.IndexOf('\n')..]);

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("link"));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" or "onclick" or "style");
        Assert.Contains("prefers-color-scheme: dark", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.Equal(["hazards", "resources", "states", "generations", "graph"], page.Descendants("section").Select(s => (string?)s.Attribute("id")));
        Assert.Equal(4, Section(page, "hazards").Elements("article").Count());
        Assert.All(page.Descendants("tr"), row => Assert.Equal(row.Ancestors("table").Single().Descendants("th").Count(), row.Elements().Count()));
    }

    [Fact]
    public async Task Both_sides_show_what_stands_before_and_after()
    {
        using var repository = await AfterPhase1Async();
        (await repository.RunAsync("preview", "phase2", "--format", "html", "--out", "preview.html")).Expect(1);

        var html = repository.Read("preview.html");
        var rows = Section(XDocument.Parse(html[html.IndexOf('\n')..]), "states").Elements("article")
            .SelectMany(a => a.Descendants("tbody").Elements("tr").Select(r => string.Join(" | ", r.Elements().Select(e => e.Value).Prepend(a.Element("h3")!.Value)))).ToList();

        Assert.Contains("State orderflow/prod | google_cloud_run_v2_service.app | orderflow-app | –", rows);
        Assert.Contains("State pult/prod | google_cloud_run_v2_service.app | – | pult-app", rows);
        Assert.Contains("State pult/prod | google_artifact_registry_repository.docker | – | my-repo", rows);
    }

    [Fact]
    public async Task Markdown_has_the_hazards_first_and_a_graph()
    {
        using var repository = await AfterPhase1Async();

        var text = (await repository.RunAsync("preview", "phase2", "-f", "markdown")).Expect(1).Output;

        Assert.True(text.IndexOf("## Hazards", StringComparison.Ordinal) < text.IndexOf("## Resources", StringComparison.Ordinal));
        Assert.Contains("State `pult/prod`, engine embedded: 10 to import, 5 to create.", text, StringComparison.Ordinal);
        Assert.Contains("| service | `orderflow-app` | `pult-app` |", text, StringComparison.Ordinal);
        Assert.Contains("```mermaid\nflowchart LR\n  subgraph before[\"Before\"]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("forces replacement", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_digest_by_which_a_person_agrees_and_both_states()
    {
        using var repository = await AfterPhase1Async();

        using var json = JsonDocument.Parse((await repository.RunAsync("preview", "phase2", "--format", "json")).Expect(1).Output);
        var digest = json.RootElement.GetProperty("digest").GetString()!;
        var other = (await repository.RunAsync("apply", "phase2", "--digest", new string('0', 12))).Expect(2);

        Assert.Contains("RW4025", other.Errors, StringComparison.Ordinal);
        Assert.Equal(15, json.RootElement.GetProperty("after").GetProperty("pult/prod").GetArrayLength());
        Assert.False(json.RootElement.GetProperty("before").TryGetProperty("pult/prod", out _));
        (await repository.RunAsync("apply", "phase2", "--digest", digest[..20])).Expect(1);
    }

    [TerraformFact]
    public async Task What_forces_a_replacement_is_named_and_what_only_changes_is_not()
    {
        using var repository = WebRepository.Create();
        (await WebRepository.RunAsync(repository, "apply", "start", "--yes")).Expect(0);
        repository.Edit("rewrite.yaml", "{ old: envs/old, new: envs/new }", "{ old: envs/old, new: envs/old }");
        repository.Edit("rewrite.yaml", ", beside: old, assert: { create: 1, update: 0, replace: 0, delete: 0 }", string.Empty);

        var text = (await WebRepository.RunAsync(repository, "preview", "beside", "--format", "markdown")).Output;

        Assert.Contains("**replace** (1)", text, StringComparison.Ordinal);
        Assert.Contains("`triggers_replace[0]`: `web-old` → `web-new` **forces replacement**", text, StringComparison.Ordinal);
        Assert.Contains("**H9** high", text, StringComparison.Ordinal);
        Assert.DoesNotContain(WebRepository.Secret, text, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task A_browser_shows_the_page_in_light_and_in_dark()
    {
        using var repository = await AfterPhase1Async();
        (await repository.RunAsync("preview", "phase2", "--format", "html", "--out", "preview.html")).Expect(1);

        var (light, dark) = (await ShotAsync(repository, "light", 1), await ShotAsync(repository, "dark", 0));

        Assert.True(light.Length > 20_000 && dark.Length > 20_000, "a page with text on it");
        Assert.False(light.AsSpan().SequenceEqual(dark), "dark is another page than light");
    }

    private static async Task<byte[]> ShotAsync(ExampleRepository repository, string name, int scheme)
    {
        var picture = repository.PathOf(name + ".png");
        (await RewriteCommand.RunProgramAsync(ChromiumFactAttribute.Program!, repository.Folder, [],
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", $"--user-data-dir={repository.PathOf("profile-" + name)}", $"--blink-settings=preferredColorScheme={scheme}",
            "--window-size=1000,1400", $"--screenshot={picture}", new Uri(repository.PathOf("preview.html")).AbsoluteUri)).Expect(0);
        return await File.ReadAllBytesAsync(picture);
    }

    private static async Task<ExampleRepository> AfterPhase1Async()
    {
        var repository = ExampleRepository.Copy("orderflow");
        (await repository.RunAsync("apply", "phase1")).Expect(0);
        return repository;
    }

    private static XElement Section(XDocument page, string id) => page.Descendants("section").Single(s => (string?)s.Attribute("id") == id);
}
