namespace Rewriter.Migrations.PullRequests;

/// <summary>A part of a pull request's body.</summary>
/// <param name="Full">All of it, in Markdown.</param>
/// <param name="Short">What remains of it where the whole body would be too long.</param>
internal sealed record BodySection(string Full, string Short)
{
    /// <summary>A part that is never shortened.</summary>
    public static BodySection Fixed(string text) => new(text, text);
}
