using Rewriter.Deployment;

namespace Rewriter.Initializing;

/// <summary>
/// Writes the phases in the order in which nothing breaks: back to what runs where the code is ahead, then the new
/// beside the old, then the switch, and last what cannot be taken back.
/// </summary>
internal static class PhaseText
{
    private static readonly string[] Expanding = ["terraform", "terraform-words", "terraform-workflow", "terraform-workflow-words"];
    private static readonly string[] Switching = ["manifests", "manifests-words", "deploy-workflow", "deploy-workflow-words", "workflows", "workflows-words"];

    /// <summary>True where a step touches resources.</summary>
    public static bool NeedsEngine(MigrationDraft draft) => draft.Stack is not null || !draft.OfType(ResourceTypes.Secret).IsEmpty;

    /// <summary>True where a step deploys.</summary>
    public static bool Deploys(MigrationDraft draft) => draft is { Stack: not null, DeployWorkflow: not null };

    public static void Write(YamlText text, MigrationDraft draft)
    {
        var rules = draft.Rules.Select(r => r.Id).ToList();
        var expanding = rules.Where(Expanding.Contains).ToList();
        var switching = rules.Where(Switching.Contains).ToList();
        var settling = rules.Except(expanding).Except(switching).ToList();
        text.Line(0, "phases:");
        if (draft.IsAhead) WriteNamesBack(text, draft);
        if (expanding.Count > 0) WriteExpand(text, draft, expanding, isLast: switching.Count + settling.Count == 0);
        if (switching.Count > 0) WriteSwitch(text, draft, switching, isLast: settling.Count == 0);
        if (settling.Count > 0) WriteContract(text, draft, settling);
    }

    private static void WriteNamesBack(YamlText text, MigrationDraft draft)
    {
        var (from, to) = (draft.Words.From, draft.Words.To);
        Phase(text, "names-back", $"Bring the code back to the names that exist: {from}", $"The code says {to}; production runs under {from}. With the old names new code can be shipped, and nothing is created twice.", from, settles: true);
        Step(text, "rewrite-back", "rewrite", $"Every name says {from} again");
        if (draft.Stack is not null)
        {
            Step(text, "no-changes", "preview", $"The stack wants to change nothing in {from}", "rewrite-back");
            text.Line(4, "if: engine").Line(4, "assert: { create: 0, update: 0, replace: 0, delete: 0 }");
        }

        HttpCheck(text, "rewrite-back");
    }

    private static void WriteExpand(YamlText text, MigrationDraft draft, List<string> rules, bool isLast)
    {
        var (from, to) = (draft.Words.From, draft.Words.To);
        Phase(text, "expand", $"Make {to} beside {from}", $"Both generations exist until everything has moved; nothing of {from} is touched.", to, isLast);
        if (draft.OfType(ResourceTypes.Secret) is { IsEmpty: false } secrets)
        {
            Step(text, "copy-secrets", "copy-secret", $"Give the {to} secrets the values of the {from} secrets");
            text.Line(4, "if: engine").List(4, "roles", [.. secrets.Select(s => s.Id)]);
            text.Line(4, $"from: {YamlText.Scalar(from)}").Line(4, $"to: {YamlText.Scalar(to)}").Line(4, "ifExists: same");
        }

        Step(text, "switch-terraform", "rewrite", $"Terraform and its state say {to}");
        text.List(4, "rules", rules);
        if (draft.Stack is not { } stack) return;
        Step(text, "apply-beside", "apply", $"Create what is called {to}, beside the old", "switch-terraform");
        text.Line(4, "if: engine").Line(4, $"beside: {YamlText.Scalar(from)}")
            .List(4, "import", StackShare.ToImport(stack, from, to))
            .Line(4, "assert: { replace: 0, delete: 0 }");
    }

    private static void WriteSwitch(YamlText text, MigrationDraft draft, List<string> rules, bool isLast)
    {
        var to = draft.Words.To;
        Phase(text, "switch", $"Let deployments and callers use {to}", "What is deployed goes to the new names once they exist.", to, isLast);
        Step(text, "switch-deploy", "rewrite", $"Workflows and manifests say {to}");
        text.List(4, "rules", rules);
        if (Deploys(draft))
        {
            var (file, service, job) = draft.DeployWorkflow!.Value;
            Step(text, "deploy", "deploy", $"Deploy the image to what is called {to}", "switch-deploy");
            text.Line(4, "if: image").Line(4, $"workflow: {YamlText.Scalar(file)}").Line(4, $"service: {YamlText.Scalar(service)}");
            if (job is not null) text.Line(4, $"job: {YamlText.Scalar(job)}");
            text.Line(4, "image: ${image}");
            WriteMigrateJob(text, draft);
        }

        if (draft.Stack is not null && draft.OfType(ResourceTypes.Service) is [var moved, ..]) WriteTraffic(text, draft, moved.Id);
        HttpCheck(text, "switch-deploy");
    }

    private static void WriteMigrateJob(YamlText text, MigrationDraft draft)
    {
        if (draft.OfType(ResourceTypes.Job).FirstOrDefault(j => j.Id.Contains("migrat", StringComparison.Ordinal)) is not { } job) return;
        Step(text, "migrate", "run-job", $"Run {job.Names[draft.Words.To]}", "deploy");
        text.Line(4, "if: image").Line(4, $"job: {job.Id}");
    }

    private static void WriteTraffic(YamlText text, MigrationDraft draft, string service)
    {
        Step(text, "traffic", "shift-traffic", $"Let the traffic go to what is called {draft.Words.To}", "switch-deploy");
        text.Line(4, "if: engine")
            .Line(4, "entryPoint: prod  # what receives the traffic; correct it where it is called otherwise")
            .Line(4, $"service: {service}").Line(4, $"from: {YamlText.Scalar(draft.Words.From)}").Line(4, $"to: {YamlText.Scalar(draft.Words.To)}").Line(4, "stages: [10, 50, 100]");
    }

    private static void WriteContract(YamlText text, MigrationDraft draft, List<string> rules)
    {
        var (from, to) = (draft.Words.From, draft.Words.To);
        Phase(text, "contract", $"Bring the rest to {to} and retire {from}", $"After this nothing in the repository means {from} any more.", to, settles: true);
        Step(text, "rewrite-rest", "rewrite", $"Tools and documents say {to}");
        text.List(4, "rules", rules);
        HttpCheck(text, "rewrite-rest");
        var retired = draft.OfType(ResourceTypes.Service).Concat(draft.OfType(ResourceTypes.Job)).Select(r => r.Id).ToList();
        if (draft.Stack is not { } stack || retired.Count == 0) return;
        text.Line(3, "# Behind this step there is no way back.");
        Step(text, "retire", "retire", $"Delete what is called {from}", "rewrite-rest");
        text.Line(4, "if: engine").Line(4, "contract: true").Line(4, $"generation: {YamlText.Scalar(from)}")
            .List(4, "roles", retired)
            .List(4, "forget", StackShare.OfBoth(stack, from, to));
    }

    private static void Phase(YamlText text, string id, string title, string why, string generation, bool settles)
    {
        text.Line(1, $"- id: {id}").Line(2, $"title: {YamlText.Scalar(title)}").Line(2, $"why: {YamlText.Scalar(why)}").Line(2, $"generation: {YamlText.Scalar(generation)}");
        if (!settles) text.Line(2, "settles: false  # names of both generations stand until the last phase");
        text.Line(2, "steps:");
    }

    private static void Step(YamlText text, string id, string kind, string title, string? needs = null)
    {
        text.Line(3, $"- id: {id}").Line(4, $"kind: {kind}").Line(4, $"title: {YamlText.Scalar(title)}");
        if (needs is not null) text.Line(4, $"needs: [{needs}]");
    }

    private static void HttpCheck(YamlText text, string needs)
    {
        Step(text, "check", "http-check", "The site answers", needs);
        text.Line(4, "if: site").Line(4, "url: ${site}").Line(4, "consecutive: 2").Line(4, "retry: { max: 5, backoff: 2s }");
    }
}
