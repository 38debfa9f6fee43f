using System.Text;
using System.Text.RegularExpressions;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Terraform;

/// <summary>
/// The moves, imports and forgets of a target as blocks. They stand in the copy only, never in the user's configuration:
/// once applied, the state holds what they say, and the next run leaves out what the state holds already.
/// </summary>
internal static partial class GeneratedBlocks
{
    /// <summary>The file's name.</summary>
    public const string FileName = "rewrite_generated.tf";

    /// <summary>The file's text; null where there is nothing left to say.</summary>
    /// <exception cref="DeploymentException">An address is none, or an instance is to be forgotten that a block cannot name.</exception>
    public static string? Write(DeploymentTarget target, EngineState? state)
    {
        var text = new StringBuilder();
        foreach (var move in target.Moves.Where(m => Holds(state, m.From)))
            text.Append($"moved {{\n  from = {Address(move.From)}\n  to   = {Address(move.To)}\n}}\n\n");
        foreach (var import in target.Imports.Where(i => state?.Find(i.Address) is null))
            text.Append($"import {{\n  to = {Address(import.Address)}\n  id = {Quote(import.Id)}\n}}\n\n");
        foreach (var resource in target.Forgets.Where(f => Holds(state, f)).Select(f => WithoutKey(f, target, state)).Distinct(StringComparer.Ordinal))
            text.Append($"removed {{\n  from = {Address(resource)}\n  lifecycle {{\n    destroy = false\n  }}\n}}\n\n");
        return text.Length == 0 ? null : text.ToString();
    }

    /// <summary>Whether a text is the address of a resource, an instance or a module, and nothing more.</summary>
    public static bool IsAddress(string text) => Shape().IsMatch(text);

    private static string Address(string text) => IsAddress(text) ? text : throw new DeploymentException(Descriptors.StateMismatch.Failure(text, $"'{text}' is no address of a resource"));

    private static bool Holds(EngineState? state, string address) =>
        state?.Resources.Any(r => r.Address == address || r.Address.StartsWith(address + ".", StringComparison.Ordinal) || r.Address.StartsWith(address + "[", StringComparison.Ordinal)) == true;

    // `removed` takes no instance keys: it fits only where all instances of the resource are to be forgotten.
    private static string WithoutKey(string address, DeploymentTarget target, EngineState? state)
    {
        if (!address.EndsWith(']')) return address;
        var resource = address[..(address.EndsWith("\"]", StringComparison.Ordinal) ? address.LastIndexOf("[\"", StringComparison.Ordinal) : address.LastIndexOf('['))];
        var kept = state?.Resources.FirstOrDefault(r => r.Address.StartsWith(resource + "[", StringComparison.Ordinal) && !target.Forgets.Contains(r.Address));
        return kept is null ? resource : throw new DeploymentException(Descriptors.StateMismatch.Failure(address, $"'{address}' cannot be forgotten while '{kept.Address}' stays: a 'removed' block names all instances; forget the one by a step of its own"));
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";

    [GeneratedRegex("""^(?=.)(?:module\.[\w-]+(?:\[(?:\d+|"[^"\\$%\n]*")\])?(?:\.(?=.)|$))*(?:[\w-]+\.[\w-]+(?:\[(?:\d+|"[^"\\$%\n]*")\])?)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
