using Rewriter.Deployment;
using Rewriter.Processes;

namespace Rewriter.Pulumi.Official;

/// <summary>Makes engines over the Automation API. They are the same engine: only the stack behind it is another.</summary>
public static class AutomationEngine
{
    /// <summary>An engine over the Automation API.</summary>
    /// <param name="options">The program and its stack.</param>
    /// <param name="inline">Registers a described stack in C#; null to run the generated YAML program, or the user's own.</param>
    /// <param name="runner">Runs the command; the system's where null.</param>
    /// <param name="time">The clock; the system's where null.</param>
    public static IDeploymentEngine Create(PulumiOptions options, InlineProgram? inline = null, IProcessRunner? runner = null, TimeProvider? time = null) =>
        new PulumiEngine(options, new AutomationStackSource(options, runner ?? new SystemProcessRunner(), inline), time);
}
