namespace Rewriter.Processes;

/// <summary>There is no such program.</summary>
public sealed class ProgramMissingException : Exception
{
    /// <summary>A program is missing.</summary>
    public ProgramMissingException(string program)
        : base($"the program '{program}' is not on PATH") => Program = program;

    /// <summary>The program.</summary>
    public string Program { get; }
}
