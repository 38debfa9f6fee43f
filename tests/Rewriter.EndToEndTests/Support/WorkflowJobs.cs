using System.Text;
using System.Text.RegularExpressions;
using Rewriter.GitHub.TestServer.State;
using YamlDotNet.RepresentationModel;

namespace Rewriter.EndToEndTests.Support;

/// <summary>
/// Does what a runner of workflows does: checks the branch out and runs the scripts of the workflow's jobs, one after the
/// other, with their environment, until one fails.
/// </summary>
internal sealed partial class WorkflowJobs(GitRepositories git, string remote)
{
    /// <summary>Runs a workflow; how it ends shows once the run is looked at a second time.</summary>
    public void Run(ServerRun run)
    {
        var clone = git.CloneAsync(remote).GetAwaiter().GetResult();
        var stream = new YamlStream();
        using (var text = File.OpenText(Path.Combine(clone, ".github", "workflows", run.Workflow))) stream.Load(text);
        foreach (var (name, job) in Map(stream.Documents[0].RootNode, "jobs").Children)
        {
            var (log, well) = RunJob(run, clone, job);
            run.Jobs.Add((name.ToString(), well ? "success" : "failure", log));
            if (!well) break;
        }

        run.Status = "in_progress";
        run.Conclusion = run.Jobs.TrueForAll(j => j.Conclusion == "success") ? "success" : "failure";
        run.EndsAfterReads = 1;
    }

    private (string Log, bool Well) RunJob(ServerRun run, string clone, YamlNode job)
    {
        var environment = Map(job, "env").Children.Select(e => (e.Key.ToString(), Value(e.Value.ToString(), run))).Concat(git.Environment.Select(e => (e.Key, e.Value))).ToList();
        var log = new StringBuilder();
        foreach (var step in ((YamlSequenceNode)job["steps"]).OfType<YamlMappingNode>().Where(s => s.Children.ContainsKey("run")))
        {
            var result = RewriteCommand.RunProgramAsync("bash", clone, environment, "-e", "-o", "pipefail", "-c", step["run"].ToString()).GetAwaiter().GetResult();
            log.Append(result.Output).Append(result.Errors);
            if (result.ExitCode != 0) return (log.Append("Process completed with exit code ").Append(result.ExitCode).Append('\n').ToString(), false);
        }

        return (log.ToString(), true);
    }

    private static YamlMappingNode Map(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var inner) && inner is YamlMappingNode found ? found : [];

    private static string Value(string text, ServerRun run) =>
        Expression().Replace(text, m => m.Groups[1].Value == "github.actor" ? "octocat" : run.Inputs[m.Groups[1].Value["inputs.".Length..]]);

    [GeneratedRegex(@"\$\{\{\s*(inputs\.\w+|github\.actor)\s*\}\}")]
    private static partial Regex Expression();
}
