using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Processes;
using Rewriter.Workspaces;

namespace Rewriter.Migrations;

/// <summary>A migration together with the repository, the engine and the ledger that it works on.</summary>
public sealed record MigrationSession
{
    /// <summary>The migration.</summary>
    public required Migration Migration { get; init; }

    /// <summary>The repository's folder.</summary>
    public required string Root { get; init; }

    /// <summary>Its files.</summary>
    public required IWorkspace Workspace { get; init; }

    /// <summary>Keeps earlier bytes.</summary>
    public required Journal Journal { get; init; }

    /// <summary>What was done.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>Engines.</summary>
    public required IEngineHost Engines { get; init; }

    /// <summary>Stack programs.</summary>
    public required IStackCatalog Stacks { get; init; }

    /// <summary>What commands that describe stacks said before; they are asked once in the life of a session.</summary>
    public DescribeAnswers DescribeAnswers { get; init; } = new();

    /// <summary>Asks servers.</summary>
    public required IHttpProbe Http { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The values of the settings.</summary>
    public required SettingValues Settings { get; init; }

    /// <summary>Tells which files have uncommitted changes.</summary>
    public required IVersionControl VersionControl { get; init; }

    /// <summary>Runs programs.</summary>
    public required IProcessRunner Processes { get; init; }

    /// <summary>This process's environment.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>The place that hosts the repository; null where none is known or nobody gave an identity for it.</summary>
    public IForge? Forge
    {
        get => ForgeSource.Value;
        init => ForgeSource = new Lazy<IForge?>(value);
    }

    /// <summary>Finds that place when it is asked for the first time.</summary>
    public Lazy<IForge?> ForgeSource { get; init; } = new((IForge?)null);

    /// <summary>True where the user allows commands that the migration file names.</summary>
    public bool AllowCommands { get; init; }

    /// <summary>Takes lines of progress.</summary>
    public Action<string> Progress { get; init; } = static _ => { };

    /// <summary>The values that appear nowhere.</summary>
    public SecretValues Secrets => SecretValues.Of(Migration, Settings, Environment);

    /// <summary>The values of the settings that may be recorded: all but secret ones.</summary>
    public ImmutableSortedDictionary<string, string> OpenSettings => Settings.Values.RemoveRange(Migration.SecretNames);

    /// <summary>
    /// The session with the settings of a phase's run that goes on or is taken back: a run keeps the values that it was
    /// begun with.
    /// </summary>
    /// <param name="phase">The phase.</param>
    /// <param name="problem">What is wrong where another value was given now; otherwise null.</param>
    /// <param name="lastRun">True where the last run is meant, although a new one could begin.</param>
    public MigrationSession InRunOf(Phase phase, out Diagnostic? problem, bool lastRun = false)
    {
        problem = null;
        if (!lastRun && StartsAnew(phase)) return this;
        if (Ledger.CurrentRun(Migration.Id, phase.Id).LastOrDefault(e => e.Settings is not null)?.Settings is not { } begun) return this;
        var changed = Settings.Given.FirstOrDefault(n => begun.TryGetValue(n, out var value) && value != Settings.Find(n));
        problem = changed is null ? null : Descriptors.SettingChanged.Anywhere(phase.Id, changed, begun[changed]);
        return this with { Settings = Settings with { Values = Settings.Values.SetItems(begun) } };
    }

    /// <summary>Where a phase stands.</summary>
    public PhaseProgress ProgressOf(Phase phase) => Ledger.ProgressOf(Migration.Id, phase.Id);

    /// <summary>True where applying a phase begins a run of its own, although an earlier run is done.</summary>
    public bool StartsAnew(Phase phase) => phase.IsRepeatable && ProgressOf(phase) == PhaseProgress.Done;

    /// <summary>True where a step need not run again: it ended well in the run that stands, and no new one begins.</summary>
    public bool IsDone(Phase phase, Step step) => !StartsAnew(phase) && Ledger.IsDone(Migration.Id, phase.Id, step.Header.Id);

    /// <summary>What a stack wants in a generation; null, and why, where nothing tells.</summary>
    public Task<(StackDescription? Description, Diagnostic? Problem)> DescribeAsync(StackDefinition stack, string generation, CancellationToken cancellationToken) => new StackDescriber
    {
        Stacks = Stacks,
        Workspace = Workspace,
        Root = Root,
        Processes = Processes,
        Environment = Environment,
        AllowCommands = AllowCommands,
        Secrets = Secrets,
        Answers = DescribeAnswers,
    }.DescribeAsync(stack, generation, cancellationToken);

    /// <summary>What steps of a phase work with in earnest.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="operation">The operation's id.</param>
    public StepContext ContextFor(Phase phase, string operation)
    {
        var (engine, cloud) = Engines.Real();
        return new StepContext
        {
            Migration = Migration,
            Phase = phase,
            Workspace = Workspace,
            Engine = engine,
            Cloud = cloud,
            Settings = StartsAnew(phase) ? Settings : new SettingValues(Settings.Values.SetItems(Ledger.Outputs(Migration.Id, phase.Id))),
            Http = Http,
            Time = Time,
            Stacks = Stacks,
            DescribeAnswers = DescribeAnswers,
            Root = Root,
            Processes = Processes,
            Environment = Environment,
            ForgeSource = ForgeSource,
            Session = this,
            AllowCommands = AllowCommands,
            Secrets = Secrets,
            Run = StartsAnew(phase) ? [] : Ledger.CurrentRun(Migration.Id, phase.Id),
            Operation = operation,
            IsSimulation = false,
            Progress = Progress,
        };
    }
}
