namespace Rewriter.Deployment.Hazards;

/// <summary>What a name found in a file is part of.</summary>
public enum MentionKind
{
    /// <summary>A host or URL.</summary>
    Host,

    /// <summary>The audience of a token, the origin of a CORS rule, the target of a webhook.</summary>
    Audience,

    /// <summary>An attribute condition of an identity provider.</summary>
    Condition,

    /// <summary>A secret in plain text: an export, a temporary file, a dotenv file. The text names it and holds no value.</summary>
    PlainSecret,
}
