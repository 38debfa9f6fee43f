using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

public static partial class Descriptors
{
    /// <summary>RW3001: the ledger was edited or is broken.</summary>
    public static readonly DiagnosticDescriptor LedgerBroken = Error("RW3001", "Ledger is broken",
        "line {1} of '{0}': {2}",
        "Restore the ledger from a backup. It is never edited by hand: what was done could no longer be proven.");

    /// <summary>RW3002: another process works on this repository.</summary>
    public static readonly DiagnosticDescriptor Locked = Error("RW3002", "Another run is at work",
        "another process holds '{0}'",
        "Wait until it has ended. The lock ends with its owner, so there is nothing to delete.");

    /// <summary>RW3003: there is no migration file.</summary>
    public static readonly DiagnosticDescriptor MigrationMissing = Error("RW3003", "No migration file",
        "there is no '{0}' in '{1}'",
        "Write one with 'rewrite init', name another with --migration FILE, or name the repository with --repo DIR.");

    /// <summary>RW3004: there is no such phase.</summary>
    public static readonly DiagnosticDescriptor PhaseUnknown = Error("RW3004", "Unknown phase",
        "there is no phase '{0}'; {1}",
        "Name one of the migration's phases; 'rewrite status' lists them.");

    /// <summary>RW3005: an earlier phase is not done.</summary>
    public static readonly DiagnosticDescriptor PhaseOutOfOrder = Error("RW3005", "Phases are out of order",
        "'{0}' comes after '{1}', which {2}",
        "Finish the earlier phase first; 'rewrite status' shows where it stands.");

    /// <summary>RW3006: a file that would change has uncommitted changes.</summary>
    public static readonly DiagnosticDescriptor FileDirty = Error("RW3006", "File has uncommitted changes",
        "the file has changes that are not committed, and this would change it too",
        "Commit or stash them. 'apply', 'resume' and 'rename' can also be told --allow-dirty; a rollback cannot.");

    /// <summary>RW3007: a plan no longer fits.</summary>
    public static readonly DiagnosticDescriptor PlanStale = Error("RW3007", "Plan no longer fits",
        "the plan was made from {0} that has changed since",
        "Make the plan again, look at it, and apply it.");

    /// <summary>RW3008: a phase stopped.</summary>
    public static readonly DiagnosticDescriptor StepStopped = Error("RW3008", "Phase stopped",
        "step '{0}' {1}: {2}",
        "'rewrite resume' goes on from this step once the cause is gone; 'rewrite rollback {3}' takes the phase back.");

    /// <summary>RW3009: an old name is left over.</summary>
    public static readonly DiagnosticDescriptor Leftover = Error("RW3009", "Old name is left over",
        "'{0}' is {1}",
        "Add a rule that changes this place, or a keep that says why it stays.");

    /// <summary>RW3010: a phase is past its contract point.</summary>
    public static readonly DiagnosticDescriptor BehindContract = Error("RW3010", "Phase cannot be taken back",
        "phase '{0}' is past its contract point '{1}'",
        "Go forward: write a phase that brings back what is needed.");

    /// <summary>RW3011: only the last phase can be taken back.</summary>
    public static readonly DiagnosticDescriptor LaterPhaseStands = Error("RW3011", "A later phase stands on this one",
        "phase '{0}' was applied after '{1}'",
        "Take the later phase back first.");

    /// <summary>RW3012: there is nothing to take back or to resume.</summary>
    public static readonly DiagnosticDescriptor NothingToDo = Error("RW3012", "Nothing to do",
        "{0}",
        "'rewrite status' shows where the migration stands.");

    /// <summary>RW3013: a claim of a checklist does not hold.</summary>
    public static readonly DiagnosticDescriptor ClaimFalse = Warning("RW3013", "Checklist claims what is not so",
        "the checklist says '{0}', but {1} places say otherwise",
        "The step is not adopted but done; look at the plan.");

    /// <summary>RW3014: a setting has no value.</summary>
    public static readonly DiagnosticDescriptor SettingMissing = Error("RW3014", "Setting has no value",
        "'{0}' has no value: {1}",
        "Give it with --set {0}=VALUE.");

    /// <summary>RW3015: a setting is unknown or its value does not fit.</summary>
    public static readonly DiagnosticDescriptor SettingWrong = Error("RW3015", "Setting does not fit",
        "{0}",
        "Correct --set; the migration's 'settings' list what there is.");

    /// <summary>RW3016: a name breaks the limits of its type, or exists already.</summary>
    public static readonly DiagnosticDescriptor NameNotAllowed = Error("RW3016", "Name is not allowed",
        "the name '{0}' of role '{1}' in generation '{2}': {3} (H23)",
        "Choose a name that the type allows.");

    /// <summary>RW3017: a blocker stops the phase.</summary>
    public static readonly DiagnosticDescriptor Blocked = Error("RW3017", "Phase is blocked",
        "{0}: {1}",
        "Do what it says. A blocker can be overridden by its id, with --override {0}=REASON (apply, resume, pr); that is recorded.");

    /// <summary>RW3018: a check of a server failed.</summary>
    public static readonly DiagnosticDescriptor HttpCheckFailed = Error("RW3018", "Check of a server failed",
        "{0}: {1}",
        "Look at the service; 'rewrite resume' asks again, 'rewrite rollback' takes the phase back.");

    /// <summary>RW3019: the folder is no repository.</summary>
    public static readonly DiagnosticDescriptor RepositoryMissing = Error("RW3019", "No such folder",
        "there is no folder '{0}'",
        "Name the repository's folder with --repo DIR.");

    /// <summary>RW3037: a declared rollback would meet files that are not what its step left.</summary>
    public static readonly DiagnosticDescriptor RollbackUnsafe = Error("RW3037", "Rollback cannot restore a file",
        "the rollback of phase '{0}' cannot take step '{1}' back: it {2}",
        "Name the later step before this one under 'rollback', or leave both out: what is not named is taken back in the right order. Steps that change the same file stay together or go together.");

    /// <summary>RW3038: a step produced something else than the agreed plan was made with.</summary>
    public static readonly DiagnosticDescriptor OutputDiffers = Error("RW3038", "Output is not what was planned",
        "step '{0}' gave '{2}' as its '{1}', and the plan was made with '{3}'; nothing behind it was done",
        "Look at what changed meanwhile. 'rewrite plan {4}' shows what would be done now, 'rewrite resume' does it, 'rewrite rollback {4}' takes the phase back.");

    /// <summary>RW3039: a newer version wrote the ledger.</summary>
    public static readonly DiagnosticDescriptor LedgerNewer = Error("RW3039", "Ledger is of a newer version",
        "line {1} of the ledger '{0}' was written by a newer version of rewrite: this one does not know {2}",
        "Update rewrite, and go on with the version that wrote the line. Nothing was changed.");

    /// <summary>RW3020: the repository is half renamed.</summary>
    public static readonly DiagnosticDescriptor HalfRenamed = Error("RW3020", "Repository is half renamed",
        "role '{0}' is '{1}' at {2} and '{3}' at {4}",
        "Apply the phase that settles the role, or correct the place that a person changed alone.");

    /// <summary>RW3021: an engine's step failed.</summary>
    public static readonly DiagnosticDescriptor EngineFailed = Error("RW3021", "Engine refused or failed",
        "{0} ({1})",
        "Correct what the engine names. State and cloud are whole: each change is made or not made.");

    /// <summary>RW3022: an assertion of a preview does not hold.</summary>
    public static readonly DiagnosticDescriptor AssertionFailed = Error("RW3022", "Preview is not what was asserted",
        "the preview has {0}, and the step asserts {1}",
        "Look at the preview; correct the stack, or the assertion where it expects the wrong thing.");

    /// <summary>RW3023: the migration changed while a phase is at work.</summary>
    public static readonly DiagnosticDescriptor StepChanged = Error("RW3023", "An applied step was changed",
        "step '{0}' was applied and its definition has been changed since",
        "Restore the definition, or take the phase back and apply it anew.");

    /// <summary>RW3024: nobody knows how a step ended.</summary>
    public static readonly DiagnosticDescriptor StepInconclusive = Error("RW3024", "Step is inconclusive",
        "step '{0}' has no clear end: {1}",
        "'rewrite resume' asks again. Where you find out yourself: 'rewrite resolve {2} {0} --as applied' or '--as reverted', with '--because REASON'. 'rewrite rollback {2}' takes the phase back.");

    /// <summary>RW3025: a command needs the user's consent.</summary>
    public static readonly DiagnosticDescriptor CommandsNotAllowed = Error("RW3025", "Commands are not allowed",
        "step '{0}' would run: {1}",
        "Read the command; where it is right, say --allow-commands.");

    /// <summary>RW3026: a command failed.</summary>
    public static readonly DiagnosticDescriptor CommandFailed = Error("RW3026", "Command failed",
        "{0}: {1}",
        "Clear the cause, then 'rewrite resume' runs it again, or 'rewrite rollback' takes the phase back.");

    /// <summary>RW3027: a command needs a variable that this process does not have.</summary>
    public static readonly DiagnosticDescriptor VariableMissing = Error("RW3027", "Environment variable is missing",
        "the environment has no '{0}', which step '{1}' gives to its command",
        "Set it before the command 'rewrite' is started. Its value is read from the environment only.");

    /// <summary>RW3028: a person refused.</summary>
    public static readonly DiagnosticDescriptor Rejected = Error("RW3028", "Step was rejected",
        "'{1}' rejected step '{0}': {2}",
        "Clear what is objected to, and ask the same person to approve; or take the phase back.");

    /// <summary>RW3029: an approval or a resolution cannot be recorded.</summary>
    public static readonly DiagnosticDescriptor DecisionRefused = Error("RW3029", "Decision cannot be recorded",
        "{0}",
        "'rewrite status' shows which steps wait for a decision, and for whose.");

    /// <summary>RW3030: a metric is outside of its limits.</summary>
    public static readonly DiagnosticDescriptor MetricBreached = Error("RW3030", "Metric is outside of its limits",
        "{0}",
        "Look at the service; 'rewrite resume' measures again, 'rewrite rollback' takes the phase back.");

    /// <summary>RW3031: data is not the same on both sides.</summary>
    public static readonly DiagnosticDescriptor DataDiffers = Error("RW3031", "Data differs",
        "{0}",
        "Find out which side is right and correct the other; 'rewrite resume' compares again.");

    /// <summary>RW3032: a command has no way back and does not say so.</summary>
    public static readonly DiagnosticDescriptor CommandWithoutUndo = Error("RW3032", "Command without a way back",
        "step '{0}' must have one of 'undo' and 'irreversible', and has {1}",
        "Name the command that takes it back (undo), or say why nothing does (irreversible: REASON).");

    /// <summary>RW3033: a secret would stand on a command line.</summary>
    public static readonly DiagnosticDescriptor SecretOnCommandLine = Error("RW3033", "Secret on a command line",
        "the setting '{0}' is secret ('redact'), and everybody on the machine can read a command line",
        "Give it to the command by an environment variable, named in 'environment'.");

    /// <summary>RW3034: a run goes on with other settings than it was begun with.</summary>
    public static readonly DiagnosticDescriptor SettingChanged = Error("RW3034", "Run was begun with another value",
        "phase '{0}' was begun with {1}={2}",
        "Leave --set {1} away; the run keeps its values. For another value take the phase back and apply it anew.");

    /// <summary>RW3035: the place of a weight is not clear.</summary>
    public static readonly DiagnosticDescriptor WeightUnclear = Error("RW3035", "Place of a weight is unclear",
        "{0}",
        "Name a place that stands in the file exactly once and is followed by a whole number.");

    /// <summary>RW3036: an engine took over or gave up a part of a list only.</summary>
    public static readonly DiagnosticDescriptor ListIncomplete = Error("RW3036", "List was done in part",
        "{0} of {1} were done, then '{2}': {3}",
        "Clear the cause and go on with 'rewrite resume'; what was done is not done twice. 'rewrite rollback' takes it back.");
}
