using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

/// <content>Block 4: the choice of an engine, and a person's consent.</content>
public static partial class Descriptors
{
    /// <summary>RW4020: there is no engine of that name.</summary>
    public static readonly DiagnosticDescriptor EngineUnknown = Error("RW4020", "Engine is unknown",
        "there is no engine '{0}': {1}", "Name one of the engines with `--engine`, or in the migration's key `engine`.");

    /// <summary>RW4021: a stack does not say how the engine works on it.</summary>
    public static readonly DiagnosticDescriptor StackNotConfigured = Error("RW4021", "Stack is not set up for the engine",
        "the engine '{0}' cannot work on the stack '{1}': it has no '{2}'", "Add the key to the stack, or choose another engine with `--engine`.");

    /// <summary>RW4022: two stacks have one state.</summary>
    public static readonly DiagnosticDescriptor StateKeyShared = Error("RW4022", "Two stacks share one state",
        "the stacks '{0}' and '{1}' both have the state '{2}'", "Give each stack a state of its own: applied one after the other, each would delete what the other made.");

    /// <summary>RW4023: an engine knows nothing of the operation.</summary>
    public static readonly DiagnosticDescriptor OperationUnsupported = Error("RW4023", "Engine cannot do this",
        "the engine '{0}' only previews and applies stacks; it cannot {1}", "Use a step of kind 'command' that calls the cloud's own program, or the embedded engine.");

    /// <summary>RW4024: nobody agreed to a change outside of the repository.</summary>
    public static readonly DiagnosticDescriptor ConsentMissing = Error("RW4024", "Nobody agreed",
        "the engine '{0}' would change resources outside of this repository ({1}), and nobody agreed to it",
        "Look at it with `rewrite preview`, and agree with `--digest` and the digest that it shows, or with `--yes`.");

    /// <summary>RW4025: what would be done is not what a person agreed to.</summary>
    public static readonly DiagnosticDescriptor ConsentDiffers = Error("RW4025", "Digest does not fit",
        "a person agreed to the plan {0}, and this is the plan {1}: files, migration, state or settings changed in between",
        "Preview again, read it, and agree to that one.");

    /// <summary>RW4026: the environment does not hold a secret value.</summary>
    public static readonly DiagnosticDescriptor SecretVariableMissing = Error("RW4026", "Secret value is missing",
        "the stack '{0}' takes '{1}' from the environment variable '{2}', which is not set", "Set the environment variable for this run; its value is shown nowhere.");

    /// <summary>RW4027: another engine began the phase.</summary>
    public static readonly DiagnosticDescriptor EngineDiffers = Error("RW4027", "Another engine began",
        "phase '{0}' was begun with the engine '{1}', and '{2}' knows nothing of what it did", "Name the engine that began with `--engine`.");

    /// <summary>RW4028: a process died while it made an object of which no state knows.</summary>
    public static readonly DiagnosticDescriptor ObjectUnknown = Warning("RW4028", "An object may exist in no state",
        "the process died while step '{1}' of phase '{0}' applied; one of these may have been made and is in no state: {2}",
        "Look for it by its name; delete it by hand where it exists. Everything that the state held was taken back.");

    /// <summary>RW4029: a second stack would be made under a name of the first.</summary>
    public static readonly DiagnosticDescriptor OldNameCreated = Error("RW4029", "New resource has the old name",
        "'{0}' would be created as '{1}', the name of role '{2}' in {3}, which exists", "Give the resource the name of this phase: look for a name that is hard-coded instead of taken from a variable.");
}
