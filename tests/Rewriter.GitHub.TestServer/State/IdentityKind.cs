namespace Rewriter.GitHub.TestServer.State;

/// <summary>What kind of token somebody has.</summary>
public enum IdentityKind
{
    /// <summary>A person's: check runs are refused.</summary>
    Personal,

    /// <summary>A job's: it may report check runs and may not ask who it is by REST.</summary>
    Job,

    /// <summary>An App's installation.</summary>
    App,
}
