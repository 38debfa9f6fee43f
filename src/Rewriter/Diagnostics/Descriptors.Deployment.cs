using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

public static partial class Descriptors
{
    /// <summary>RW4002: a state or the cloud file cannot be read.</summary>
    public static readonly DiagnosticDescriptor StoreUnreadable = Error("RW4002", "State cannot be read",
        "{0} cannot be read: {1}", "Restore the file from the folder `backup` beside it, or from version control.");

    /// <summary>RW4003: what was previewed is not what would be done now.</summary>
    public static readonly DiagnosticDescriptor PreviewStale = Error("RW4003", "Preview is stale",
        "the preview of state '{0}' had the digest {1}, a new one has {2}: stack, state or cloud changed in between",
        "Preview again, read it, and apply that.");

    /// <summary>RW4004: another process works on the states.</summary>
    public static readonly DiagnosticDescriptor StoreLocked = Error("RW4004", "State is locked",
        "another process holds the lock of {0}", "Wait until it has ended; a lock ends with its process.");

    /// <summary>RW4005: a preview shows that apply would fail.</summary>
    public static readonly DiagnosticDescriptor PreviewConflicts = Error("RW4005", "Apply would fail",
        "nothing was applied, because {0} of the changes would fail; the first: {1}",
        "Clear every conflict that the preview lists.");

    /// <summary>RW4006: the cloud refused a change.</summary>
    public static readonly DiagnosticDescriptor CloudRefused = Error("RW4006", "The cloud refused",
        "{0}", "Clear the cause and go on with `rewrite resume`, or go back with `rewrite rollback`.");

    /// <summary>RW4007: what an apply did cannot be undone.</summary>
    public static readonly DiagnosticDescriptor RollbackRefused = Error("RW4007", "Rollback is refused",
        "nothing was rolled back: {0}", "Go forward instead, or bring the object back to what the phase left and try again.");

    /// <summary>RW4008: a key of a state is no path of plain names.</summary>
    public static readonly DiagnosticDescriptor StateKeyInvalid = Error("RW4008", "State key is not valid",
        "'{0}' is no state key: it has names of letters, digits, '-', '_' and '.', separated by '/'", "Correct the key in the migration.");

    /// <summary>RW4009: there is no such object.</summary>
    public static readonly DiagnosticDescriptor ObjectMissing = Error("RW4009", "Object does not exist",
        "404: there is no {0} '{1}'", "Create it first, or name one that exists in this phase.");

    /// <summary>RW4010: a name means several objects.</summary>
    public static readonly DiagnosticDescriptor ObjectAmbiguous = Error("RW4010", "Name means several objects",
        "the name '{0}' means several objects: {1}", "Use the id instead of the name.");

    /// <summary>RW4011: the target of a copy is there and may not be changed.</summary>
    public static readonly DiagnosticDescriptor SecretExists = Error("RW4011", "Secret is there already",
        "the secret '{0}' {1}", "Choose `ifExists: add-version`, or compare the two secrets.");

    /// <summary>RW4012: the shares of an entry point are no split.</summary>
    public static readonly DiagnosticDescriptor TrafficInvalid = Error("RW4012", "Traffic cannot be shared so",
        "{0}", "Give shares from 0 to 100 that sum to 100, to services that exist.");

    /// <summary>RW4013: a state or the cloud file cannot be written.</summary>
    public static readonly DiagnosticDescriptor StoreUnwritable = Error("RW4013", "State cannot be written",
        "{0} cannot be written: {1}", "Make the folder writable, make room on the disk, and go on with `rewrite resume`.");

    /// <summary>RW4014: the state does not hold what is to be changed, or holds it already.</summary>
    public static readonly DiagnosticDescriptor StateMismatch = Error("RW4014", "State does not fit",
        "{0}", "List the state's resources and correct the address.");

    /// <summary>RW4015: the work was cancelled.</summary>
    public static readonly DiagnosticDescriptor DeploymentCancelled = Error("RW4015", "Cancelled",
        "cancelled after {0} of {1} changes; the state holds what was done", "Go on with `rewrite resume`, or go back with `rewrite rollback`.");

    /// <summary>RW4016: an operation cannot be undone.</summary>
    public static readonly DiagnosticDescriptor OperationIrreversible = Error("RW4016", "Operation cannot be undone",
        "'{0}' of '{1}' cannot be undone: {2}", "Go forward instead.");
}
