using System.Collections.Immutable;
using System.Text.Json;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// One step of a phase. The same code runs for a plan and in earnest: the context decides whether files, engine and
/// cloud are copies in memory or the real ones.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
public abstract record Step(StepHeader Header)
{
    /// <summary>Why it cannot be taken back; null where it can or has nothing to undo.</summary>
    public virtual string? IrreversibleBecause => null;

    /// <summary>The names of what it produces for later steps.</summary>
    public virtual ImmutableArray<string> OutputNames => [];

    /// <summary>True where it keeps to its own time limit, so that it can say more than that time ran out.</summary>
    public virtual bool KeepsTime => false;

    /// <summary>True where it counts its attempts itself.</summary>
    public virtual bool CountsAttempts => false;

    /// <summary>
    /// True where a process that dies while the step runs leaves some of its acts done, which can be taken back only by
    /// what was recorded before: such a step is rehearsed on copies first, and the rehearsal's undo is recorded.
    /// </summary>
    public virtual bool IsRehearsed => false;

    /// <summary>The commands of the migration that it may run; they need the user's consent.</summary>
    public virtual ImmutableArray<CommandLine> Commands => [];

    /// <summary>The commands of the migration that take it back; they need the user's consent, too.</summary>
    public virtual ImmutableArray<CommandLine> UndoCommands => [];

    /// <summary>True where the undoing of its last run is the undoing of all, so that it is done once.</summary>
    public virtual bool UndoCoversEarlierRuns => false;

    /// <summary>Whether it may be tried again after a result that is no good; not where the first try left something to be undone.</summary>
    public virtual bool MayRepeat(StepResult result) => result.Undo is null;

    /// <summary>True where the step changes resources or a state through the engine. Where the engine touches something outside, a person agrees to such steps first.</summary>
    public virtual bool ChangesResources => false;

    /// <summary>True where the step acts on a cloud through the engine, beside applying a stack: deploys, runs a job, copies secrets, shifts traffic.</summary>
    public virtual bool ActsOnCloud => false;

    /// <summary>Runs the step.</summary>
    /// <param name="context">Files, engine, cloud and settings.</param>
    /// <param name="cancellationToken">Ends it between two acts.</param>
    public abstract Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Looks, before anything of the phase is taken back, whether what a run did outside can still be: the failed step
    /// where somebody changed it since, otherwise null. Changes nothing.
    /// </summary>
    /// <param name="context">Files, engine, cloud and settings.</param>
    /// <param name="undo">What the run left for undoing.</param>
    /// <param name="changedLater">The subjects that are taken back before: of these nothing can be said yet.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public virtual Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken) => Task.FromResult<StepResult?>(null);

    /// <summary>What the undoing of a run changes outside, each by a name that other steps give it as well: a ref of a remote, a file of a branch.</summary>
    /// <param name="undo">What the run left for undoing.</param>
    public virtual IEnumerable<string> UndoSubjects(JsonElement undo) => [];

    /// <summary>Takes back what a run did.</summary>
    /// <param name="context">Files, engine, cloud and settings.</param>
    /// <param name="undo">What the run left for this.</param>
    /// <param name="cancellationToken">Ends it between two acts.</param>
    public virtual Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) =>
        Task.FromResult(StepResult.Succeeded("nothing to undo"));
}
