using Rewriter.Forges;

namespace Rewriter.Migrations.PullRequests;

/// <summary>A comment that is written again where it stands already, instead of one more for every run.</summary>
public static class StickyComment
{
    /// <summary>Says something in a pull request's thread.</summary>
    /// <param name="forge">Where the pull request lies.</param>
    /// <param name="number">The pull request.</param>
    /// <param name="unit">The migration and the phase.</param>
    /// <param name="topic">What it is about; one comment a topic.</param>
    /// <param name="text">What to say, in Markdown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where it stood there already.</returns>
    public static async Task<bool> WriteAsync(IForge forge, int number, string unit, string topic, string text, CancellationToken cancellationToken)
    {
        var marker = ProposalMarker.Comment(unit, topic);
        var body = MarkdownText.Limit($"{marker}\n{text}");
        var login = await forge.GetLoginAsync(cancellationToken);

        // Anybody can write the marker. Where it is known who "we" are, somebody else's comment is not taken for ours.
        var own = (await forge.GetCommentsAsync(number, cancellationToken))
            .FirstOrDefault(c => c.Body.StartsWith(marker, StringComparison.Ordinal) && (login is null || c.Author == login));
        if (own is null) await forge.CreateCommentAsync(number, body, cancellationToken);
        else if (own.Body != body) await forge.UpdateCommentAsync(own.Id, body, cancellationToken);
        return own?.Body != body;
    }
}
