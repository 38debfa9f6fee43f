using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Rules;

namespace Rewriter.Initializing;

/// <summary>Everything that a migration file is written from.</summary>
/// <param name="Words">The generations.</param>
/// <param name="CodeGeneration">The generation that the code has today.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Keeps">What stays.</param>
/// <param name="Rules">What changes.</param>
/// <param name="Stack">The stack program that models both generations; null where none does.</param>
/// <param name="DeployWorkflow">The workflow that deploys the service, and the place where it names it; null where none does.</param>
internal sealed record MigrationDraft(
    GenerationWords Words,
    string CodeGeneration,
    ImmutableArray<RoleDraft> Roles,
    ImmutableArray<Keep> Keeps,
    ImmutableArray<Rule> Rules,
    IStackProgram? Stack,
    (string File, string Service, string? Job)? DeployWorkflow)
{
    /// <summary>True where the code already has the names of the generation that comes.</summary>
    public bool IsAhead => CodeGeneration == Words.To;

    /// <summary>The roles of a type.</summary>
    public ImmutableArray<Role> OfType(string type) => [.. Roles.Select(r => r.Role).Where(r => r.Type == type)];

    /// <summary>The role of the state; null where none was found.</summary>
    public Role? State => Roles.Select(r => r.Role).FirstOrDefault(r => r.Id == "state-prefix");
}
