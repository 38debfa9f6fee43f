namespace Rewriter.Migrations.Steps;

/// <summary>Asks a server one question; redirects are answers, not followed.</summary>
public interface IHttpProbe
{
    /// <summary>Sends a GET and reads the answer.</summary>
    /// <param name="url">An absolute HTTP or HTTPS address.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer, or the reason why there was none.</returns>
    Task<HttpAnswer> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken);
}
