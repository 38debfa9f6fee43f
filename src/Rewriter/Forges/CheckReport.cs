using System.Collections.Immutable;

namespace Rewriter.Forges;

/// <summary>A check that is reported on a commit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha">The commit.</param>
/// <param name="State">How it stands.</param>
/// <param name="Title">One line.</param>
/// <param name="Summary">More, in Markdown.</param>
/// <param name="Annotations">Remarks on lines; the adapter reports them in portions of 50.</param>
public sealed record CheckReport(string Name, string Sha, CheckState State, string Title, string Summary, ImmutableArray<CheckAnnotation> Annotations);
