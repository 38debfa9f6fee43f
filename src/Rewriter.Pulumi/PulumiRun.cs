using System.Collections.Immutable;
using Rewriter.Processes;

namespace Rewriter.Pulumi;

/// <summary>What came of an operation on a stack.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">The exit code of the command.</param>
/// <param name="Steps">The steps that a preview plans, in their order.</param>
/// <param name="Diagnostics">The messages, without secrets.</param>
/// <param name="Words">What the command said where no message tells, without secrets; for people only.</param>
internal sealed record PulumiRun(ProcessEnd End, int ExitCode, ImmutableArray<PulumiStep> Steps, ImmutableArray<PulumiDiagnostic> Diagnostics, string Words)
{
    /// <summary>The exit code of a command that lacks a part of its configuration.</summary>
    public const int ConfigurationMissing = 2;

    /// <summary>The exit code of a command that is not let in.</summary>
    public const int AccessDenied = 3;

    /// <summary>The exit code of a command whose stack does not exist.</summary>
    public const int StackNotFound = 6;

    /// <summary>The exit code of a command that was to find no changes and found some.</summary>
    public const int ChangesFound = 7;

    /// <summary>The exit code of a command that was cancelled.</summary>
    public const int Cancelled = 8;

    /// <summary>Whether it was done.</summary>
    public bool Succeeded => End == ProcessEnd.Exited && ExitCode == 0;

    /// <summary>Whether somebody interrupted it.</summary>
    public bool WasCancelled => End == ProcessEnd.Cancelled || (End == ProcessEnd.Exited && ExitCode == Cancelled);
}
