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
        "Commit or stash them, or say --allow-dirty.");

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
        "Do what it says. A blocker can be overridden by its id, with --override {0}=REASON; that is recorded.");

    /// <summary>RW3018: a check of a server failed.</summary>
    public static readonly DiagnosticDescriptor HttpCheckFailed = Error("RW3018", "Check of a server failed",
        "{0}: {1}",
        "Look at the service; 'rewrite resume' asks again, 'rewrite rollback' takes the phase back.");

    /// <summary>RW3019: the folder is no repository.</summary>
    public static readonly DiagnosticDescriptor RepositoryMissing = Error("RW3019", "No such folder",
        "there is no folder '{0}'",
        "Name the repository's folder with --repo DIR.");

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
}
