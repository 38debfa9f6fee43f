using System.Collections.Immutable;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.Migrations;
using Rewriter.Migrations.PullRequests;
using Rewriter.Processes;
using Rewriter.Tests.Migrations;

namespace Rewriter.Tests.PullRequests;

/// <summary>A real git checkout of a few files, a migration, and a forge whose base is at the same commit.</summary>
internal sealed class ProposalHarness : IDisposable
{
    public const string Branch = "rewrite/m/one";

    public PhaseHarness Phases { get; } = new();

    public MemoryForge Forge { get; } = new();

    public GitRepository Git => new(new SystemProcessRunner(), Phases.Folder, SystemProcessRunner.OwnEnvironment());

    /// <summary>A checkout with a script, a document and a file without names.</summary>
    public static async Task<ProposalHarness> StartAsync()
    {
        var harness = new ProposalHarness();
        harness.Phases.Write("run.sh", "#!/bin/sh\necho alpha-app\n");
        harness.Phases.Write("docs/guide.md", "The service is `alpha-app`.\n");
        harness.Phases.Write("other.md", "Nothing.\n");
        harness.Phases.Write(".github/CODEOWNERS", "* @everyone\n/docs/ @writers/team @alice # prose\n/docs/drafts/\n");
        await harness.Git.ReadAsync(["init", "-q", "-b", "main"], default);
        await harness.Git.ReadAsync(["add", "-A"], default);
        await harness.Git.ReadAsync(["update-index", "--chmod=+x", "run.sh"], default);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(harness.Phases.Folder, "run.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await harness.CommitAsync("start");
        return harness;
    }

    /// <summary>Commits what lies in the checkout, and moves the forge's base to it.</summary>
    public async Task CommitAsync(string message)
    {
        await Git.ReadAsync(["add", "-A"], default);
        await Git.ReadAsync(["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", message], default);
        var files = new List<(string, ForgeFileMode, byte[])>();
        foreach (var line in (await Git.ReadAsync(["ls-tree", "-r", "HEAD"], default)).Split('\n'))
        {
            var path = line[(line.IndexOf('\t') + 1)..];
            files.Add((path, line.StartsWith("100755", StringComparison.Ordinal) ? ForgeFileMode.Executable : ForgeFileMode.File, await File.ReadAllBytesAsync(Path.Combine(Phases.Folder, path))));
        }

        Forge.AddCommit("main", await Git.ReadAsync(["rev-parse", "HEAD"], default), files);
    }

    public Task<PullRequestOutcome> KeepAsync(Phase phase, PullRequestOptions? options = null) =>
        new PullRequestKeeper(Phases.Session(), Forge).KeepAsync(phase, options ?? new PullRequestOptions(), default);

    public void Dispose() => Phases.Dispose();
}
