using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>What a key of a state may look like.</summary>
public static class StateKeys
{
    /// <summary>Throws where a key could lead out of the folder of states.</summary>
    /// <exception cref="EngineStoreException">It is no key.</exception>
    public static void Require(string key)
    {
        if (Problem(key) is { } problem) throw new EngineStoreException(problem);
    }

    /// <summary>Why a text is no key: it is empty or too long, or could lead out of the folder of states; null where it is one.</summary>
    public static DeploymentFailure? Problem(string key) =>
        key.Length is 0 or > 200 || !key.Split('/').All(IsName) ? Descriptors.StateKeyInvalid.Failure(key, key) : null;

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
