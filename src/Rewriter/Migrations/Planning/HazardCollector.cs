using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Syntax;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Planning;

/// <summary>Collects, while a phase is played through, what the hazard rules look at.</summary>
/// <param name="session">The migration and what it works on.</param>
/// <param name="phase">The phase.</param>
internal sealed class HazardCollector(MigrationSession session, Phase phase)
{
    private readonly List<PhasePreview> _previews = [];
    private readonly List<DeployTargetMention> _targets = [];
    private readonly List<string> _filled = [];
    private readonly List<AllowedHazard> _allowed = [];

    /// <summary>Notes what a step is about to do, with the files as they are at its turn.</summary>
    public void Before(int index, Step step, IWorkspace workspace)
    {
        _allowed.AddRange(step.Header.Allow.Select(a => new AllowedHazard(a.Id, a.Because)));
        if (StepConditions.SkipReason(step, session.Settings) is not null) return;
        if (step is CopySecretStep copy) _filled.AddRange(copy.Roles.Select(r => r.Names[copy.To]));
        if (step is not DeployStep deploy) return;
        foreach (var (kind, name, line) in deploy.Targets(workspace.Read(deploy.Workflow)))
            _targets.Add(new DeployTargetMention(deploy.Workflow.Value, line, kind, name, index));
    }

    /// <summary>Notes what a step would have done.</summary>
    public void After(int index, Step step, StepResult result)
    {
        if (result.Preview is not { } preview) return;
        var use = step switch { PreviewStep s => s.Use, ApplyStep s => s.Use, _ => null };
        var beside = use?.Beside is { } generation ? session.Migration.StateKeyOf(use.Stack, generation) : null;
        _previews.Add(new PhasePreview(index, preview, beside));
    }

    /// <summary>Everything that was collected.</summary>
    public HazardContext Context(RewriteResult outcome, IWorkspace workspace) => new()
    {
        Previews = [.. _previews],
        States = _previews.Count > 0 || !session.Engines.TouchesOutside ? session.Engines.States() : [],
        Cloud = session.Engines.CloudNow(),
        Names = [.. Names()],
        DeployTargets = [.. _targets],
        Mentions = [.. Hosts(outcome, workspace), .. PlainSecrets(workspace), .. session.Engines.Mentions()],
        IsContractPhase = phase.ContractPoint is not null,
        SecretsFilled = [.. _filled],
        Allowed = [.. _allowed],
        Now = session.Time.GetUtcNow(),
    };

    private IEnumerable<GenerationName> Names() =>
        from role in session.Migration.Rules.Roles
        where !role.IsCommonWord
        from old in role.Names
        where old.Key != phase.Generation && old.Value != role.Names[phase.Generation]
        select new GenerationName(old.Value, role.Names[phase.Generation], role.Id, role.Type);

    // A description names its secrets; a value has no place in it.
    private IEnumerable<FileMention> PlainSecrets(IWorkspace workspace) =>
        from stack in session.Migration.Stacks
        let path = stack.DescribeFileOf(phase.Generation)
        where path is not null && _previews.Count > 0
        let bytes = RepositoryFile.Read(workspace, session.Root, path.Value, SourceFile.MaxBytes).Bytes
        let file = bytes is null ? null : SourceFile.Read(path.Value, bytes.Value, out _)
        where file is not null
        from resource in StackJson.Read(file.Text).Stack?.Resources ?? []
        from field in ResourceTypeCatalog.For(resource.Type).SecretFields
        where resource.Inputs[field]?.Kind == StackValueKind.Text
        select new FileMention(path.Value.Value, null, MentionKind.PlainSecret, $"{resource.Address}: {field}");

    // A host that holds an old name keeps its meaning in the file only as long as the old service answers there.
    private static IEnumerable<FileMention> Hosts(RewriteResult outcome, IWorkspace workspace)
    {
        foreach (var group in outcome.Decisions.Where(d => d.Disposition is Disposition.Kept or Disposition.Leftover).GroupBy(d => d.Occurrence.File))
        {
            if (workspace.Read(group.Key) is not { } bytes || SourceFile.Read(group.Key, bytes, out _) is not { } file) continue;
            foreach (var decision in group)
            {
                if (decision.Occurrence.Label is Label.Value && HostAround(file.Text, decision.Occurrence) is { } host)
                    yield return new FileMention(group.Key.Value, decision.Occurrence.Position.Line + 1, MentionKind.Host, host);
            }
        }
    }

    private static string? HostAround(string text, Occurrence occurrence)
    {
        var start = occurrence.Span.Start;
        while (start > 0 && IsHostCharacter(text[start - 1])) start--;
        var end = occurrence.Span.End;
        while (end < text.Length && IsHostCharacter(text[end])) end++;
        var word = text[start..end];
        return word.Count(c => c == '.') >= 2 && !word.Contains('@') ? word : null;
    }

    private static bool IsHostCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '@';
}
