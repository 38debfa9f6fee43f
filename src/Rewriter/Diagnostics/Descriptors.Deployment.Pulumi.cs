using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

/// <content>Block 4: Pulumi.</content>
public static partial class Descriptors
{
    /// <summary>RW4030: a program of the user's own does not say what a phase needs.</summary>
    public static readonly DiagnosticDescriptor PulumiProgramSilent = Error("RW4030", "Program does not say it",
        "the phase {0}, and the program in '{1}' does not say so", "Say it in the program: `aliases` for a move, `import` for an object that exists. Or let the program be generated from the stack's model.");

    /// <summary>RW4031: Pulumi is not let in, or lacks a part of its configuration.</summary>
    public static readonly DiagnosticDescriptor PulumiAccess = Error("RW4031", "Pulumi has no access",
        "'{0}' is not let in or lacks configuration: {1}", "Set PULUMI_BACKEND_URL or log in, set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, and give every key of the configuration.");

    /// <summary>RW4032: two resources would be one in a generated program.</summary>
    public static readonly DiagnosticDescriptor PulumiNameTaken = Error("RW4032", "Two resources have one name",
        "'{0}' and '{1}' have one name in a Pulumi program: '{2}' and '{3}' differ in nothing but separators", "Give one of them another logical name.");

    /// <summary>RW4040: the file of a passphrase is not there.</summary>
    public static readonly DiagnosticDescriptor PassphraseFileMissing = Error("RW4040", "Passphrase file is missing",
        "the stack '{0}' takes its passphrase from the file '{1}', which is not there", "Put the file there for this run, or name another one; it is read by Pulumi alone and does not belong into the repository.");
}
