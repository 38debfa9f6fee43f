using Rewriter.Rules;

namespace Rewriter.Initializing;

/// <summary>Writes a draft as a migration file.</summary>
internal static class MigrationText
{
    public static string Write(MigrationDraft draft)
    {
        var text = new YamlText();
        WriteHead(text, draft);
        WriteRoles(text, draft);
        WriteKeeps(text, draft);
        WriteStack(text, draft);
        WriteRules(text, draft);
        PhaseText.Write(text, draft);
        return text.ToString();
    }

    private static void WriteHead(YamlText text, MigrationDraft draft)
    {
        var words = draft.Words;
        text.Line(0, "# Written by 'rewrite init' from what this repository says. Read it, correct it, keep it:")
            .Line(0, "# roles are the names, keeps what must not change, rules the places that change, phases the order.")
            .Line(0, $"# The code says {draft.CodeGeneration} today.")
            .Line(0, $"migration: {YamlText.Scalar($"{words.From}-to-{words.To}")}")
            .Line(0, draft.IsAhead
                ? $"why: {YamlText.Scalar($"Production runs under {words.From} and the code says {words.To}; merged as it is, it would create everything twice.")}"
                : $"why: {YamlText.Scalar($"What is called {words.From} is to be called {words.To}, without a second copy of everything.")}")
            .Line(0, string.Empty)
            .Line(0, $"generations: [{YamlText.Flow(words.From)}, {YamlText.Flow(words.To)}]")
            .Line(0, string.Empty);
    }

    private static void WriteRoles(YamlText text, MigrationDraft draft)
    {
        text.Line(0, "roles:");
        var saidCommon = false;
        foreach (var (role, findings) in draft.Roles)
        {
            if (role.IsCommonWord && !saidCommon)
            {
                text.Line(1, "# Words that mean other things elsewhere: they count only where a rule selects them.");
                saidCommon = true;
            }

            text.Line(1, role.Id + ":" + Found(findings));
            if (role.Type is not null) text.Line(2, $"type: {YamlText.Scalar(role.Type)}");
            text.Line(2, $"names: {{ {YamlText.Flow(draft.Words.From)}: {YamlText.Flow(role.Names[draft.Words.From])}, {YamlText.Flow(draft.Words.To)}: {YamlText.Flow(role.Names[draft.Words.To])} }}");
            if (role.IsCommonWord) text.Line(2, "commonWord: true");
        }

        text.Line(0, string.Empty);
    }

    private static string Found(IReadOnlyList<NameFinding> findings) => "  # " + findings[0].Place + (findings.Count > 1 ? $" and {findings.Count - 1} more" : string.Empty);

    private static void WriteKeeps(YamlText text, MigrationDraft draft)
    {
        if (draft.Keeps.IsEmpty) return;
        text.Line(0, "keeps:");
        foreach (var keep in draft.Keeps)
        {
            text.Line(1, $"- id: {YamlText.Scalar(keep.Id)}");
            if (keep.Text is { } kept) text.Line(2, $"text: {YamlText.Scalar(kept)}");
            WriteSelection(text, 2, keep.Where);
            text.Line(2, $"because: {YamlText.Scalar(keep.Because)}");
        }

        text.Line(0, string.Empty);
    }

    private static void WriteStack(YamlText text, MigrationDraft draft)
    {
        if (draft.Stack is not { } stack)
        {
            text.Line(0, "# No stack program models both generations, so no step previews or applies resources.")
                .Line(0, "# With one of your own: stacks: { prod: { program: NAME, stateRole: state-prefix } }, and preview and apply steps below.");
        }
        else
        {
            text.Line(0, "stacks:").Line(1, "prod:").Line(2, $"program: {YamlText.Scalar(stack.Name)}");
            text.Line(2, draft.State is { } state ? $"stateRole: {state.Id}" : $"state: {YamlText.Scalar(stack.Name)}");
        }

        text.Line(0, string.Empty).Line(0, "settings:")
            .Line(1, "site:")
            .Line(2, "why: the address of the site, for the checks after a change; without it they are skipped")
            .Line(2, "pattern: https?://.+");
        if (PhaseText.NeedsEngine(draft))
        {
            text.Line(1, "engine:")
                .Line(2, "why: ready, once the engine knows what production runs; without it the steps that touch resources are skipped")
                .Line(2, "pattern: ready");
        }

        if (PhaseText.Deploys(draft)) text.Line(1, "image:").Line(2, "why: the image to deploy");
        text.Line(0, string.Empty);
    }

    private static void WriteRules(YamlText text, MigrationDraft draft)
    {
        text.Line(0, "rules:");
        foreach (var rule in draft.Rules)
        {
            text.Line(1, $"- id: {YamlText.Scalar(rule.Id)}")
                .Line(2, $"why: {YamlText.Scalar(rule.Why)}")
                .List(2, "roles", [.. rule.Roles.Select(r => r.Id)]);
            WriteSelection(text, 2, rule.Where);
            if (rule.Expect is { } expect) text.Line(2, $"expect: {expect}");
            if (rule.Safety == RuleSafety.Review) text.Line(2, "safety: review");
            if (!rule.Tests.IsEmpty) text.Line(2, "tests:");
            foreach (var test in rule.Tests)
            {
                text.Line(3, $"- file: {YamlText.Scalar(test.File.Value)}")
                    .Line(4, $"to: {YamlText.Scalar(test.To)}")
                    .Block(4, "before", test.Before)
                    .Block(4, "after", test.After);
            }

            text.Line(0, string.Empty);
        }
    }

    private static void WriteSelection(YamlText text, int depth, Selection where) => text
        .List(depth, "files", [.. where.Files.Select(f => f.Pattern)])
        .List(depth, "paths", [.. where.Paths.Select(p => p.Text)])
        .List(depth, "labels", [.. where.Labels.Select(l => l.ToString().ToLowerInvariant())]);
}
