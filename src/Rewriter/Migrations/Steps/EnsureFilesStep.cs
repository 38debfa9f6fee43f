using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Sees to it that a repository has the files that a deployment needs: those that are there are checked and left as they
/// are, those that are missing are created by one commit.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Repository">The repository and the branch; its path and key are not used.</param>
/// <param name="Files">The files.</param>
public sealed record EnsureFilesStep(StepHeader Header, ReleaseFile Repository, ImmutableArray<ExpectedFile> Files) : Step(Header)
{
    private const int Races = 5;

    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override ImmutableArray<string> OutputNames => ["commit"];

    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        if (Repository.Expand(context, "repository", out var repository) is { } noRepository) return noRepository;
        using var clone = await ReleaseClone.OpenAsync(context, repository, cancellationToken);
        for (var race = 1; ; race++)
        {
            var (result, raced) = await TryAsync(context, repository, clone, cancellationToken);
            if (!raced || race >= Races) return result;
            await clone.FetchAsync(cancellationToken);
        }
    });

    /// <inheritdoc/>
    public override IEnumerable<string> UndoSubjects(JsonElement undo)
    {
        var (repository, created) = ReadUndo(undo);
        return created.Keys.Select(path => UndoSubject.File(repository.Repository, repository.Branch, path));
    }

    /// <inheritdoc/>
    public override async Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken)
    {
        var result = await GitGuard.TryAsync(async () =>
        {
            var (repository, created) = ReadUndo(undo);
            using var clone = await ReleaseClone.OpenAsync(context, repository, cancellationToken);
            var judged = created.RemoveRange(created.Keys.Where(path => changedLater.Contains(UndoSubject.File(repository.Repository, repository.Branch, path))));
            return (await LeftAsync(judged, clone, cancellationToken)).Changed ?? StepResult.Succeeded("can be taken back");
        });
        return result.GoesOn ? null : result;
    }

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        var (repository, created) = ReadUndo(undo);
        using var clone = await ReleaseClone.OpenAsync(context, repository, cancellationToken);
        for (var race = 1; ; race++)
        {
            var (left, changed) = await LeftAsync(created, clone, cancellationToken);
            if (changed is not null) return changed;
            if (left.Count == 0) return StepResult.Succeeded("nothing of it is there any more");
            var (commit, failure, raced) = await clone.PushAsync(left, $"Take back {left.Count} files of the deployment\n\nRewrite-Operation: {context.Operation}\n", cancellationToken);
            if (commit is not null) return StepResult.Succeeded($"{left.Count} files deleted, by commit {GitGuard.Short(commit)}");
            if (!raced || race >= Races) return failure!;
            await clone.FetchAsync(cancellationToken);
        }
    });

    // The files that are there as they were created; or the failed step, where somebody changed one of them since.
    private static async Task<(List<FileChange> Left, StepResult? Changed)> LeftAsync(ImmutableSortedDictionary<string, string> created, ReleaseClone clone, CancellationToken cancellationToken)
    {
        var left = new List<FileChange>();
        foreach (var (path, text) in created)
        {
            if (await clone.ReadAsync(path, cancellationToken) is not { } bytes) continue;
            if (!bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text))) return (left, StepResult.Failed(Descriptors.LeaseLost.Anywhere(path, "bytes that somebody changed", "those that were created")));
            left.Add(new FileChange(path, null));
        }

        return (left, null);
    }

    private static (ReleaseFile Repository, ImmutableSortedDictionary<string, string> Created) ReadUndo(JsonElement undo) => (
        new ReleaseFile(undo.TryGetProperty("repository", out var address) ? address.GetString() : null, undo.GetProperty("branch").GetString()!, string.Empty, string.Empty),
        undo.GetProperty("created").EnumerateObject().ToImmutableSortedDictionary(c => c.Name, c => c.Value.GetString()!, StringComparer.Ordinal));

    private async Task<(StepResult Result, bool Raced)> TryAsync(StepContext context, ReleaseFile repository, ReleaseClone clone, CancellationToken cancellationToken)
    {
        var missing = new List<(string Path, string Content)>();
        foreach (var file in Files)
        {
            if (file.Expand(context, out var expected) is { } unset) return (unset, false);
            var there = await clone.ReadAsync(expected.Path, cancellationToken);
            var text = ReleaseText.Read(repository with { Path = expected.Path }, there ?? Encoding.UTF8.GetBytes(expected.Content), expected.Only, out var broken);
            if (text is null) return (broken!, false);
            if (expected.Breach(text) is { } breach) return (StepResult.Failed(Descriptors.ReleaseFileBroken.Anywhere(expected.Path, breach)), false);
            if (there is null) missing.Add((expected.Path, expected.Content));
        }

        var outputs = ImmutableSortedDictionary<string, string>.Empty;
        if (missing.Count == 0) return (new StepResult(StepOutcome.Adopted, $"{Files.Length} files are as they should be; nothing is committed") { Outputs = outputs.Add("commit", clone.Head) }, false);
        var names = string.Join(", ", missing.Select(m => m.Path));
        var undo = UndoOf(repository, missing);
        if (context.IsSimulation)
        {
            foreach (var (path, content) in missing) clone.Plan(path, Encoding.UTF8.GetBytes(content));
            return (StepResult.Succeeded($"will create {names}") with { Outputs = outputs.Add("commit", $"(the commit of {Header.Id})"), Undo = undo }, false);
        }

        var changes = new List<FileChange>();
        foreach (var (path, content) in missing) changes.Add(new FileChange(path, await clone.Git.WriteBlobAsync(Encoding.UTF8.GetBytes(content), cancellationToken)));
        var (commit, failure, raced) = await clone.PushAsync(changes, $"Create {missing.Count} files of the deployment\n\nRewrite-Operation: {context.Operation}\n", cancellationToken);
        return commit is null ? (failure!, raced) : (StepResult.Succeeded($"created {names}, {GitGuard.Short(commit)}") with { Outputs = outputs.Add("commit", commit), Undo = undo, Evidence = [$"commit {commit}"] }, false);
    }

    private static JsonElement UndoOf(ReleaseFile repository, IEnumerable<(string Path, string Content)> created)
    {
        var files = new JsonObject();
        foreach (var (path, content) in created) files[path] = content;
        var undo = new JsonObject { ["branch"] = repository.Branch, ["created"] = files };
        if (repository.Repository is not null) undo["repository"] = repository.Repository;
        return undo.ToElement();
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("ensure-files", (header, reader, scope) =>
    {
        var repository = new ReleaseFile(scope.ReadTemplate(reader, "repository"), scope.ReadTemplate(reader, "branch") ?? "main", string.Empty, string.Empty);
        if (!reader.Has("files")) reader.RequiredText("files");
        return new EnsureFilesStep(header, repository, [.. reader.Items("files", _ => $"a file of step '{header.Id}'").Select(f => ExpectedFile.Read(f, scope))]);
    });
}
