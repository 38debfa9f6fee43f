using System.Collections.Immutable;
using Rewriter.Rules;

namespace Rewriter.Initializing;

/// <summary>A role with the places in which its name was found.</summary>
/// <param name="Role">The role.</param>
/// <param name="Findings">Where its name stands, the most telling place first.</param>
internal sealed record RoleDraft(Role Role, ImmutableArray<NameFinding> Findings);
