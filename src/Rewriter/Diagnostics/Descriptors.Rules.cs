using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

public static partial class Descriptors
{
    /// <summary>RW2001: a definition file is no YAML.</summary>
    public static readonly DiagnosticDescriptor DefinitionBroken = Error("RW2001", "Definition file cannot be read",
        "{0}",
        "Correct the YAML at this place.");

    /// <summary>RW2002: a key that is not known.</summary>
    public static readonly DiagnosticDescriptor DefinitionKeyUnknown = Error("RW2002", "Unknown key",
        "'{0}' is no key of {1}; {2}",
        "Correct the key, or remove it: what is not understood is never skipped.");

    /// <summary>RW2003: a key that must be there is missing.</summary>
    public static readonly DiagnosticDescriptor DefinitionKeyMissing = Error("RW2003", "Missing key",
        "{0} needs '{1}'",
        "Add the key.");

    /// <summary>RW2004: a value of the wrong shape.</summary>
    public static readonly DiagnosticDescriptor DefinitionShape = Error("RW2004", "Wrong kind of value",
        "{0} must be {1}, not {2}",
        "Write the value in the shape that is expected.");

    /// <summary>RW2005: a key stands twice in a mapping.</summary>
    public static readonly DiagnosticDescriptor DefinitionKeyTwice = Error("RW2005", "Key stands twice",
        "'{0}' stands twice in {1}",
        "Keep one of the two.");

    /// <summary>RW2006: something is named that is not declared.</summary>
    public static readonly DiagnosticDescriptor UnknownName = Error("RW2006", "Unknown name",
        "there is no {0} '{1}'; {2}",
        "Declare it, or correct the name.");

    /// <summary>RW2007: two things have one name.</summary>
    public static readonly DiagnosticDescriptor NameTwice = Error("RW2007", "Name is declared twice",
        "there are two of {0} '{1}'",
        "Give each its own name.");

    /// <summary>RW2008: one spelling would have two meanings.</summary>
    public static readonly DiagnosticDescriptor AmbiguousName = Error("RW2008", "Name has two meanings",
        "'{0}' is the name of role '{1}' and of role '{2}', which are renamed to '{3}' and '{4}'; a rule that covers both has two meanings",
        "Give the rule the one role that is meant in its files and paths.");

    /// <summary>RW2009: two rules want to change the same text.</summary>
    public static readonly DiagnosticDescriptor RulesOverlap = Error("RW2009", "Rules overlap",
        "rule '{0}' and rule '{1}' would both change '{2}'",
        "Narrow the files, paths or labels of one of the two.");

    /// <summary>RW2010: a rule matched another number of places than expected.</summary>
    public static readonly DiagnosticDescriptor UnexpectedCount = Error("RW2010", "Rule found another number of places than expected",
        "rule '{0}' expects {1} places and found {2}",
        "Look at the places with 'rewrite scan'; correct the rule or its 'expect'.");

    /// <summary>RW2011: an inline test of a rule failed.</summary>
    public static readonly DiagnosticDescriptor RuleTestFailed = Error("RW2011", "Test of a rule failed",
        "test {0} of rule '{1}': {2}",
        "Correct the rule, or the test where it expects the wrong thing.");

    /// <summary>RW2012: a pattern is no pattern.</summary>
    public static readonly DiagnosticDescriptor BadPattern = Error("RW2012", "Pattern cannot be read",
        "'{0}' is no {1}: {2}",
        "Correct the pattern.");

    /// <summary>RW2013: a snapshot differs from what the rules do now.</summary>
    public static readonly DiagnosticDescriptor SnapshotDiffers = Error("RW2013", "Snapshot differs",
        "what '{0}' changes is not what its snapshot says; see {1}",
        "Read the difference; where it is wanted, accept it with 'rewrite test --accept'.");
}
