using System.Security.Cryptography;
using System.Text;

namespace Rewriter.Deployment;

/// <summary>Completes the inputs of a declaration: secret values sealed, the name filled in, the protection made explicit.</summary>
internal static class WantedInputs
{
    public static StackMap Of(ResourceDeclaration declaration, ResourceTypeSchema schema, string stateKey, StackMap? known)
    {
        var inputs = declaration.Inputs;
        foreach (var field in schema.SecretFields)
        {
            if (inputs[field] is { Kind: StackValueKind.Text } plain) inputs = inputs.With(field, Sealed(plain.Text!));
        }

        if (schema.NameField is { } name && inputs[name] is null)
            inputs = inputs.With(name, declaration.PhysicalName ?? known?[name]?.Text ?? AutoName(declaration.LogicalName, stateKey));
        if (schema.ProtectionField is { } protection && inputs[protection] is null && schema.ProtectedByDefault) inputs = inputs.With(protection, true);
        return inputs;
    }

    /// <summary>What stands for a secret value.</summary>
    public static StackValue Sealed(string plain) => StackValue.Map((StackValue.SealedKey, "sha256:" + Hash(plain)));

    private static string AutoName(string logicalName, string stateKey) => $"{logicalName}-{Hash(stateKey + "\n" + logicalName)[..7]}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
