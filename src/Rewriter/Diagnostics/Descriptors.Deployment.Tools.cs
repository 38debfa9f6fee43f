using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

/// <content>Block 4: the programs that engines run.</content>
public static partial class Descriptors
{
    /// <summary>RW4017: the program of an engine is not there.</summary>
    public static readonly DiagnosticDescriptor ProgramMissing = Error("RW4017", "Program is missing",
        "the program '{0}' is not on PATH", "Install it, or preview and apply on files with the embedded engine: `--engine embedded`.");

    /// <summary>RW4018: the program of an engine failed.</summary>
    public static readonly DiagnosticDescriptor ProgramFailed = Error("RW4018", "Program failed",
        "'{0}' failed: {1}", "Clear the cause that the program names and try again.");

    /// <summary>RW4019: the program of an engine took too long.</summary>
    public static readonly DiagnosticDescriptor ProgramTimedOut = Error("RW4019", "Program took too long",
        "'{0}' was ended after {1} s", "Look what it waits for, or give it more time.");
}
