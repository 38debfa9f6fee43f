namespace Rewriter.Deployment.Hazards;

/// <summary>A step that writes several states together, and how far it came.</summary>
/// <param name="StateKey">A state that it writes.</param>
/// <param name="ExpectedSerial">The serial that the state should have by the journal.</param>
/// <param name="ActualSerial">The serial that it has.</param>
public sealed record StatePush(string StateKey, long ExpectedSerial, long ActualSerial);
