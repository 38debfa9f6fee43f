namespace Rewriter.Pulumi.Official;

/// <summary>The command logged an event that the Automation API cannot read.</summary>
/// <param name="cause">What the API says.</param>
internal sealed class UnreadableEventException(Exception cause) : Exception($"the Automation API cannot read an event of this version of the command ({cause.Message})", cause);
