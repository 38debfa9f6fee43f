using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Migrations;

/// <summary>The phases that lead from one generation of names to the next.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Why">What it is for.</param>
/// <param name="File">The file that defines it.</param>
/// <param name="Generations">The generations, oldest first; empty for a migration that renames nothing, such as a promotion.</param>
/// <param name="Rules">Roles, keeps and rules.</param>
/// <param name="Stacks">The stacks that phases preview and apply.</param>
/// <param name="Settings">The values that a user gives.</param>
/// <param name="Exclude">Files that are out of scope, each with the reason.</param>
/// <param name="Phases">The phases in order.</param>
public sealed record Migration(
    string Id,
    string Why,
    SourceFile File,
    ImmutableArray<string> Generations,
    RuleSet Rules,
    ImmutableArray<StackDefinition> Stacks,
    ImmutableArray<SettingDefinition> Settings,
    ImmutableArray<(PathGlob Files, string Because)> Exclude,
    ImmutableArray<Phase> Phases)
{
    /// <summary>The engine where a migration names none.</summary>
    public const string DefaultEngine = "embedded";

    /// <summary>The engines that a migration can name.</summary>
    public static ImmutableArray<string> KnownEngines { get; } = [DefaultEngine, "terraform", "pulumi"];

    /// <summary>The engine that previews and applies its stacks; <c>--engine</c> chooses another one for a run.</summary>
    public string Engine { get; init; } = DefaultEngine;

    /// <summary>The packs of keeps that it uses; their keeps are among <see cref="Rules"/>.</summary>
    public ImmutableArray<KeepPack> Packs { get; init; } = [];

    /// <summary>The settings and environment variables that one of its steps calls secret.</summary>
    public ImmutableSortedSet<string> SecretNames => [.. Phases.SelectMany(p => p.AllSteps).SelectMany(s => s.Header.Redact)];

    /// <summary>The files that describe its stacks, one a generation: each says the names of its generation, whatever the phase.</summary>
    public IEnumerable<RepoPath> DescriptionFiles =>
        from stack in Stacks
        from generation in Generations
        let file = stack.DescribeFileOf(generation)
        where file is not null
        select file.Value;

    /// <summary>The files of states that other tools keep of its stacks.</summary>
    public IEnumerable<RepoPath> StateFiles =>
        (from stack in Stacks
         from generation in Generations
         let existing = stack.Existing
         where existing is not null
         select existing.FileOf(generation, StateKeyOf(stack, generation))).Distinct();

    /// <summary>The phase of a name; null where there is none.</summary>
    public Phase? FindPhase(string id) => Phases.FirstOrDefault(p => p.Id == id);

    /// <summary>The role of a name; null where there is none.</summary>
    public Role? FindRole(string id) => Rules.Roles.FirstOrDefault(r => r.Id == id);

    /// <summary>The key of a stack's state in a generation.</summary>
    public string StateKeyOf(StackDefinition stack, string generation) =>
        stack.StateRole is { } role ? FindRole(role)!.Names[generation] : stack.StateKey;

    /// <summary>Where in the migration file a role's name in a generation stands; the file's beginning where it is not found.</summary>
    public TextSpan PlaceOf(Role role, string generation)
    {
        var at = File.Text.IndexOf(role.Names[generation], StringComparison.Ordinal);
        return at < 0 ? default : new TextSpan(at, role.Names[generation].Length);
    }
}
