using Rewriter.Diagnostics;

namespace Rewriter.Deployment;

/// <summary>What a key of a state may look like.</summary>
internal static class StateKeys
{
    /// <summary>Throws where a key could lead out of the folder of states.</summary>
    /// <exception cref="EngineStoreException">It is no key.</exception>
    public static void Require(string key)
    {
        if (key.Length is 0 or > 200 || !key.Split('/').All(IsName)) throw new EngineStoreException(Descriptors.StateKeyInvalid.Failure(key, key));
    }

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
