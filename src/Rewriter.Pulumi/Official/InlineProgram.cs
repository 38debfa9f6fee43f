using Rewriter.Deployment;

namespace Rewriter.Pulumi.Official;

/// <summary>A C# program that registers a described stack in the deployment that is running.</summary>
/// <param name="stack">The stack, as the phase wants it.</param>
/// <param name="imports">The ids of objects that are taken over, by address.</param>
/// <param name="configurationKey">The key of the configuration for a secret of the model.</param>
public delegate void InlineProgram(StackDescription stack, IReadOnlyDictionary<string, string> imports, Func<string, string> configurationKey);
