using System.Collections.Immutable;
using Rewriter.Processes;

namespace Rewriter.Terraform;

/// <summary>How the program is called: immutable, one for each working folder.</summary>
/// <param name="Program"><c>terraform</c>, <c>tofu</c>, or a path.</param>
/// <param name="Folder">The working folder.</param>
/// <param name="Environment">The whole environment of the program.</param>
/// <param name="Timeout">How long one call may take.</param>
/// <param name="GracePeriod">How long it may take to end after it was interrupted.</param>
public sealed record TerraformCommand(string Program, string Folder, ImmutableSortedDictionary<string, string> Environment, TimeSpan Timeout, TimeSpan GracePeriod)
{
    /// <summary>The command for a folder, with as much of an environment as the options allow.</summary>
    /// <param name="options">The options.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="environment">This process's environment.</param>
    public static TerraformCommand For(TerraformOptions options, string folder, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var all = ProcessEnvironment.Select(environment, options.PassedEnvironment).ToBuilder();
        foreach (var (name, value) in options.SecretVariables) all["TF_VAR_" + name] = value;
        all["TF_IN_AUTOMATION"] = "1";
        all["CHECKPOINT_DISABLE"] = "1";
        return new TerraformCommand(options.Program, folder, all.ToImmutable(), options.Timeout, options.GracePeriod);
    }

    /// <summary>Runs the program with arguments.</summary>
    /// <exception cref="ProgramMissingException">There is no such program.</exception>
    public Task<ProcessResult> RunAsync(IProcessRunner runner, IEnumerable<string> arguments, Action<string>? onOutputLine, CancellationToken cancellationToken) =>
        runner.RunAsync(
            new ProcessRequest { Program = Program, Arguments = [.. arguments], Folder = Folder, Environment = Environment, Timeout = Timeout, GracePeriod = GracePeriod },
            onOutputLine,
            cancellationToken);
}
