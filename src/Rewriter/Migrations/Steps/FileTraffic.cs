using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Diagnostics;
using Rewriter.Syntax;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Steps;

/// <summary>Traffic whose weights stand in files of the repository, such as the configuration of a gateway.</summary>
/// <param name="Weights">The places.</param>
/// <param name="CommitMessage">The message of the commit that each stage makes; null where it makes none.</param>
/// <param name="Remote">The remote to which the commits are pushed, on the branch that is checked out; null where they are not.</param>
public sealed record FileTraffic(ImmutableArray<FileWeight> Weights, string? CommitMessage, string? Remote = null) : TrafficDriver
{
    /// <inheritdoc/>
    public override string Name => string.Join(", ", Weights.Select(w => w.File.Value).Distinct());

    /// <inheritdoc/>
    public override async Task<(string? Before, StepResult? Failure)> SetAsync(StepContext context, StepHeader header, int share, int stage, CancellationToken cancellationToken)
    {
        var (now, problem) = Read(context);
        if (problem is not null) return (null, StepResult.Failed(problem));
        var failure = await WriteAsync(context, [.. Weights.Select(w => w.IsNew ? share : 100 - share)], string.Create(CultureInfo.InvariantCulture, $"{context.Operation}-{stage + 1}"), share, cancellationToken);
        return (string.Join(' ', now), failure);
    }

    /// <inheritdoc/>
    public override async Task<StepResult> RestoreAsync(StepContext context, StepHeader header, string before, ImmutableArray<int> stages, CancellationToken cancellationToken)
    {
        var first = Parse(before);
        if (Problem(context, first, stages) is { } problem) return StepResult.Failed(problem);
        if (Read(context).Weights.SequenceEqual(first) && CommitMessage is null) return StepResult.Succeeded($"the weights are {before} already");
        return await WriteAsync(context, first, $"{context.Operation}-back", null, cancellationToken) ?? StepResult.Succeeded($"the weights in {Name} are {before} again");
    }

    /// <inheritdoc/>
    public override Task<StepResult?> RestoreProblemAsync(StepContext context, StepHeader header, string before, ImmutableArray<int> stages, CancellationToken cancellationToken) =>
        Task.FromResult(Problem(context, Parse(before), stages) is { } problem ? StepResult.Failed(problem) : null);

    private static ImmutableArray<int> Parse(string weights) => [.. weights.Split(' ').Select(w => int.Parse(w, CultureInfo.InvariantCulture))];

    // A process can have died between two files of a stage: each weight must be one that this step set or found.
    private Diagnostic? Problem(StepContext context, ImmutableArray<int> first, ImmutableArray<int> stages)
    {
        var (now, problem) = Read(context);
        if (problem is not null) return problem;
        for (var i = 0; i < Weights.Length; i++)
        {
            if (now[i] != first[i] && !stages.Any(s => (Weights[i].IsNew ? s : 100 - s) == now[i])) return Descriptors.FileChangedSince.At(Weights[i].File, "rollback");
        }

        return CommitMessage is null || now.SequenceEqual(first) ? null : Uncommitted(context);
    }

    // The way back commits whole files: what a person is changing in one of them must not go with it.
    private Diagnostic? Uncommitted(StepContext context)
    {
        if (context.Session is not { } session) return null;
        var own = session.Journal.PartsOf(context.Operation).SelectMany(o => session.Journal.Inspect(o)).Where(i => i.State != JournalState.Foreign).Select(i => i.Entry.Path).ToHashSet(StringComparer.Ordinal);
        return session.VersionControl.UncommittedAmong([.. Weights.Select(w => w.File).Distinct()]).Where(f => !own.Contains(f.Value)).Order().FirstOrDefault() is { Value.Length: > 0 } dirty
            ? Descriptors.FileDirty.At(dirty)
            : null;
    }

    private (ImmutableArray<int> Weights, Diagnostic? Problem) Read(StepContext context)
    {
        var weights = ImmutableArray.CreateBuilder<int>();
        foreach (var place in Weights)
        {
            if (Open(context, place.File, out var problem) is not { } file || place.Find(file, out problem) is not { } found) return ([], problem);
            weights.Add(found.Weight);
        }

        return (weights.ToImmutable(), null);
    }

    private async Task<StepResult?> WriteAsync(StepContext context, ImmutableArray<int> weights, string operation, int? share, CancellationToken cancellationToken)
    {
        var changes = new List<FileChange>();
        foreach (var group in Weights.Select((w, i) => (Place: w, Weight: weights[i])).GroupBy(w => w.Place.File))
        {
            if (Open(context, group.Key, out var problem) is not { } file) return StepResult.Failed(problem!);
            var (edited, refused) = Edit(file, [.. group]);
            if (edited is null) return StepResult.Failed(refused!);
            if (!edited.Value.Span.SequenceEqual(file.Bytes.Span)) changes.Add(new FileChange(group.Key, file.Digest, edited));
        }

        if (changes.Count > 0) context.Workspace.Commit(operation, changes);
        return CommitMessage is null || context.IsSimulation ? null
            : await new TrafficCommit(CommitMessage, Remote).RunAsync(context, [.. Weights.Select(w => w.File).Distinct()], [.. changes.Select(c => c.Path)], share, cancellationToken);
    }

    private static (ReadOnlyMemory<byte>? Bytes, Diagnostic? Refused) Edit(SourceFile file, ImmutableArray<(FileWeight Place, int Weight)> weights)
    {
        var changes = new List<TextChange>();
        foreach (var (place, weight) in weights)
        {
            if (place.Find(file, out var problem) is not { } found) return (null, problem);
            changes.Add(new TextChange(found.Span, weight.ToString(CultureInfo.InvariantCulture)));
        }

        // Where the language is read, the edit is proven; an anchored number has no structure that could prove it.
        if (weights.All(w => w.Place.Path is not null))
        {
            var outcome = DocumentEditor.Edit(file, LanguageCatalog.Read(file), changes);
            if (!outcome.IsProven) return (null, Descriptors.EditRefused.At(file, outcome.Refusals[0].Span, outcome.Refusals[0].Message));
            return (file.WithChanges(outcome.Changes), null);
        }

        return (file.WithChanges([.. changes.OrderBy(c => c.Span.Start)]), null);
    }

    private static SourceFile? Open(StepContext context, RepoPath path, out Diagnostic? problem)
    {
        problem = null;
        if (context.Workspace.Read(path) is { } bytes) return SourceFile.Read(path, bytes, out problem);
        problem = Descriptors.WeightUnclear.Anywhere($"there is no file '{path}'");
        return null;
    }
}
