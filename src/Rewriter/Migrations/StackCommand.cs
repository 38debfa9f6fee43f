using Rewriter.Migrations.Steps;

namespace Rewriter.Migrations;

/// <summary>A command that prints what a stack wants in a generation.</summary>
/// <param name="Line">The program with its arguments, one of which holds <see cref="StackDefinition.GenerationMark"/>; it runs in the repository's folder.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record StackCommand(CommandLine Line, TimeSpan Timeout)
{
    /// <summary>How long it may take where the migration does not say.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>The command for a generation.</summary>
    public CommandLine For(string generation) =>
        Line with { Words = [.. Line.Words.Select(w => w.Replace(StackDefinition.GenerationMark, generation, StringComparison.Ordinal))] };
}
