using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.Migrations.Ledgers;
using Rewriter.Processes;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Steps;

/// <summary>What a step works with.</summary>
public sealed record StepContext
{
    /// <summary>The migration.</summary>
    public required Migration Migration { get; init; }

    /// <summary>The phase.</summary>
    public required Phase Phase { get; init; }

    /// <summary>The files.</summary>
    public required IWorkspace Workspace { get; init; }

    /// <summary>What previews and applies resources.</summary>
    public required IDeploymentEngine Engine { get; init; }

    /// <summary>What phases do to a cloud beside applying a stack.</summary>
    public required ICloudOperations Cloud { get; init; }

    /// <summary>The values of the settings.</summary>
    public required SettingValues Settings { get; init; }

    /// <summary>Asks servers.</summary>
    public required IHttpProbe Http { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Finds the stack programs by name.</summary>
    public required IStackCatalog Stacks { get; init; }

    /// <summary>What commands that describe stacks said before.</summary>
    public DescribeAnswers DescribeAnswers { get; init; } = new();

    /// <summary>The repository's folder, absolute.</summary>
    public required string Root { get; init; }

    /// <summary>Runs programs.</summary>
    public required IProcessRunner Processes { get; init; }

    /// <summary>This process's environment; a program gets of it what its step names.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>The place that hosts the repository; null where none is known or nobody gave an identity for it.</summary>
    public IForge? Forge
    {
        get => ForgeSource.Value;
        init => ForgeSource = new Lazy<IForge?>(value);
    }

    /// <summary>Finds that place when it is asked for the first time.</summary>
    public Lazy<IForge?> ForgeSource { get; init; } = new((IForge?)null);

    /// <summary>The session in which the phase is carried out; null in a plan.</summary>
    public MigrationSession? Session { get; init; }

    /// <summary>True where the user allows commands that the migration file names.</summary>
    public bool AllowCommands { get; init; }

    /// <summary>The values that appear nowhere.</summary>
    public SecretValues Secrets { get; init; } = SecretValues.None;

    /// <summary>What the ledger says of the phase's run so far, in earnest with the step's own beginning.</summary>
    public ImmutableArray<LedgerEntry> Run { get; init; } = [];

    /// <summary>True where an earlier run of this step came to no end, so that nobody knows what it did.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>The digest of what the phase does behind this step, to which approvals are bound; empty where none is asked for.</summary>
    public string ApprovalDigest { get; init; } = string.Empty;

    /// <summary>The git command in the repository's folder.</summary>
    public GitRepository Git => new(Processes, Root, Environment);

    /// <summary>The operation's id, under which the journal keeps earlier bytes.</summary>
    public required string Operation { get; init; }

    /// <summary>True in a plan: everything here is a copy in memory, and nothing outside is asked.</summary>
    public required bool IsSimulation { get; init; }

    /// <summary>In a plan: the files of branches as the steps before would leave them; empty in earnest, where they are there.</summary>
    internal Dictionary<string, byte[]> PlannedFiles { get; init; } = new(StringComparer.Ordinal);

    /// <summary>In a plan: the tags of remotes as the steps before would move them, by remote and full name; empty in earnest.</summary>
    internal Dictionary<(string Remote, string Name), RemoteRef> PlannedTags { get; init; } = [];

    /// <summary>True where a person agreed to changes that rules only propose.</summary>
    public bool IncludeReview { get; init; }

    /// <summary>
    /// Records a fact in the ledger while the step runs, such as the id of a run that it started: should the process die,
    /// the next run finds it in <see cref="Remembered"/>. Does nothing in a plan.
    /// </summary>
    public Action<string, string> Remember { get; init; } = static (_, _) => { };

    /// <summary>
    /// Records in the ledger, before the step changes something, what leads back should the process die before the step can
    /// say what it did. Does nothing in a plan.
    /// </summary>
    public Action<JsonElement> RememberUndo { get; init; } = static _ => { };

    /// <summary>What earlier runs of this step recorded that were not taken back, the newest value of each name.</summary>
    public ImmutableSortedDictionary<string, string> Remembered { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Takes a line of progress.</summary>
    public Action<string> Progress { get; init; } = static _ => { };
}
