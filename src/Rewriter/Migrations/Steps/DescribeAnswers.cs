using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// What the commands said that describe stacks: each is asked once for each generation, so that a plan and the apply that
/// follows it see one description, however many steps need it.
/// </summary>
public sealed class DescribeAnswers
{
    private readonly ConcurrentDictionary<(string Stack, string Generation), (StackDescription? Description, Diagnostic? Problem)> _answers = [];

    /// <summary>The answer; asked for where nobody did before. One that was cut off is not kept.</summary>
    internal async Task<(StackDescription? Description, Diagnostic? Problem)> GetAsync(string stack, string generation, Func<Task<(StackDescription? Description, Diagnostic? Problem)>> ask)
    {
        if (_answers.TryGetValue((stack, generation), out var known)) return known;
        return _answers[(stack, generation)] = await ask();
    }
}
