using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Terraform.Tests;

/// <summary>A configuration of its own in a temporary folder, with a local backend below it.</summary>
public sealed class Sandbox : IDisposable
{
    public const string Backend = "terraform {\n  backend \"local\" {}\n}\n";

    public Sandbox()
    {
        Top = Directory.CreateTempSubdirectory("rewrite-tests-").FullName;
        Folder = Path.Combine(Top, "infra");
        Directory.CreateDirectory(Folder);
        Options = new TerraformOptions
        {
            Program = TerraformFactAttribute.Program ?? "terraform",
            Folder = Folder,
            BackupFolder = Path.Combine(Top, "backup"),
            Backend = ImmutableSortedDictionary<string, string>.Empty.Add("path", "states/{state}/default.tfstate"),
            GracePeriod = TimeSpan.FromSeconds(20),
        };
    }

    public string Top { get; }

    public string Folder { get; }

    public TerraformOptions Options { get; set; }

    public TerraformEngine Engine => new(Options);

    public static DeploymentTarget Target(string key = "app/prod") => new() { StateKey = key, Desired = new StackDescription("app", "old", "p", []) };

    public string StatePath(string key = "app/prod") => Path.Combine(Folder, "states", key, "default.tfstate");

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Main(string text) => Write("main.tf", Backend + text);

    public Task<DeploymentPreview> PreviewAsync(DeploymentTarget? target = null) => Engine.PreviewAsync(target ?? Target(), CancellationToken.None);

    /// <summary>Previews, and applies what was previewed.</summary>
    public async Task<DeploymentOutcome> ApplyAsync(DeploymentTarget? target = null, IProgress<DeploymentEvent>? progress = null)
    {
        target ??= Target();
        var preview = await Engine.PreviewAsync(target, CancellationToken.None);
        Assert.Null(preview.Failure);
        return await Engine.ApplyAsync(target, preview.Digest, progress, CancellationToken.None);
    }

    public async Task<EngineState?> StateAsync(string key = "app/prod") => (await new TerraformStates(Options).ReadAsync([key], CancellationToken.None)).SingleOrDefault();

    public IEnumerable<string> FilesInFolder() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Top, recursive: true);
}
