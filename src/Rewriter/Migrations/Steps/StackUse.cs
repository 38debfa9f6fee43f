using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>What steps that preview or apply a stack have in common.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Generation">The generation to bring about.</param>
/// <param name="Imports">Addresses of objects that exist and are taken over.</param>
/// <param name="Beside">The generation beside whose state this one is meant to stand; null where none.</param>
/// <param name="Assert">How many resources must meet each action; what is not named is not asserted.</param>
public sealed record StackUse(
    StackDefinition Stack,
    string Generation,
    ImmutableArray<string> Imports,
    string? Beside,
    ImmutableArray<(string Action, int Count)> Assert)
{
    /// <summary>The key of the state.</summary>
    public string StateKey(Migration migration) => migration.StateKeyOf(Stack, Generation);

    /// <summary>What the engine is to bring about; null, and the reason, where the stack is not described or an import names nothing.</summary>
    public async Task<(DeploymentTarget? Target, Diagnostic? Problem)> TargetAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (desired, problem) = await StackDescriptions.DescribeAsync(context, Stack, Generation, cancellationToken);
        if (desired is null) return (null, problem);
        var imports = ImmutableArray.CreateBuilder<ResourceImport>();
        foreach (var address in Imports)
        {
            if (desired.Find(address)?.ImportId is { } id) imports.Add(new ResourceImport(address, id));
            else return (null, Descriptors.EngineFailed.Anywhere($"the stack has no resource '{address}' that could be imported", Stack.Id));
        }

        return (new DeploymentTarget { Desired = desired, StateKey = StateKey(context.Migration), Imports = imports.ToImmutable() }, null);
    }

    /// <summary>
    /// The assertion that does not hold: what is there and what is asserted; null where all hold. What an earlier run of the
    /// step did before it stopped counts as if it were still to be done.
    /// </summary>
    /// <param name="preview">What is left to be done.</param>
    /// <param name="begun">What earlier runs of the step did, or planned before their process died.</param>
    public (string Found, string Asserted)? FirstBreach(DeploymentPreview preview, ImmutableArray<ResourceChange> begun)
    {
        var all = WithBegun(preview.Changes, begun);
        foreach (var (action, count) in Assert)
        {
            var found = all.Count(a => Name(a) == action);
            if (found != count) return ($"{found} to {action}", $"{count}");
        }

        return null;
    }

    /// <summary>
    /// A resource of a stack beside another one that would be created under the other one's name, and the role whose name
    /// it is; null where there is none. Counts do not tell such a stack from the one that is meant.
    /// </summary>
    public (ResourceChange Change, string Name, string Role)? FirstOldName(Migration migration, DeploymentPreview preview)
    {
        if (Beside is not { } other || other == Generation) return null;
        var wanted = migration.Rules.Roles.Select(r => r.Names[Generation]).ToHashSet(StringComparer.Ordinal);
        var old = migration.Rules.Roles.Where(r => r.Type is not null && !wanted.Contains(r.Names[other])).DistinctBy(r => r.Names[other]).ToDictionary(r => r.Names[other], r => r.Id, StringComparer.Ordinal);
        return preview.Changes.Where(c => c.Action == CanonicalAction.Create)
            .SelectMany(c => Texts(StackValue.From(c.After)).Where(old.ContainsKey).Select(t => ((ResourceChange, string, string)?)(c, t, old[t])))
            .FirstOrDefault();
    }

    private static List<CanonicalAction> WithBegun(ImmutableArray<ResourceChange> left, ImmutableArray<ResourceChange> begun)
    {
        var before = begun.DistinctBy(c => c.Address).ToDictionary(c => c.Address, c => c.Action, StringComparer.Ordinal);
        var now = left.Select(c => (c.Action, before.GetValueOrDefault(c.Address)) switch
        {
            (CanonicalAction.NoOp, var done) => done,
            // What was made by halves is made anew.
            (CanonicalAction.Replace, CanonicalAction.Create) => CanonicalAction.Create,
            var (action, _) => action,
        });
        return [.. now, .. before.Where(b => left.All(c => c.Address != b.Key)).Select(b => b.Value)];
    }

    private static IEnumerable<string> Texts(StackValue value) => value.Kind switch
    {
        StackValueKind.Text => [value.Text!],
        StackValueKind.List => value.Items.SelectMany(Texts),
        StackValueKind.Map => value.Members.SelectMany(m => Texts(m.Value)),
        _ => [],
    };

    /// <summary>The word for an action in migrations and reports.</summary>
    public static string Name(CanonicalAction action) => action switch
    {
        CanonicalAction.NoOp => "keep",
        _ => action.ToString().ToLowerInvariant(),
    };
}
