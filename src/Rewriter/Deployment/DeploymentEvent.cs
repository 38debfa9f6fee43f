namespace Rewriter.Deployment;

/// <summary>Progress of an engine.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Action">The action that the event is part of.</param>
/// <param name="Address">The resource.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Message">A line for people, without secrets.</param>
public sealed record DeploymentEvent(DeploymentEventKind Kind, CanonicalAction Action, string Address, string Type, string Message);
